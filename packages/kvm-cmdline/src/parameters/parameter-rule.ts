/** What a hypervisor parameter can break; wording may change, these do not. */
export type ParameterRule =
  // By its name
  | 'unknown'
  | 'missing'
  // By its value alone
  | 'required'
  | 'type'
  | 'text'
  | 'one-of'
  | 'range'
  | 'path'
  | 'path-or-url'
  | 'cpu-mask'
  // By another parameter's value
  | 'cdrom-boot-needs-image'
  | 'kernel-needs-root'
  | 'user-needs-domain'
  | 'domain-needs-user'
  | 'serial-speed'
  | 'verify-needs-certificates'
  | 'spice-ip-family'
  | 'spice-needs-bind'
  | 'native-aio-needs-no-cache'
  // By the host
  | 'file'
  | 'file-or-url'
  | 'directory'
  | 'user-exists'
  | 'vnc-address'
  | 'qemu-answers'
  | 'vnc-or-spice'
  | 'qemu-has-spice'
  | 'spice-address'
  | 'qemu-has-io-uring'
  | 'machine-exists'
  | 'url-reachable';
