const kib = 1024;

/** All that a tarball may hold. Whatever is not listed is a stray file. */
export const allowedFiles: readonly RegExp[] = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
  /^dist\/[\w/-]+(\.gen)?\.(js|js\.map|d\.ts|d\.ts\.map)$/,
  /^src\/[\w/-]+(\.gen)?\.ts$/,
  /^bin\/[\w-]+\.js$/,
  /^scripts\/nic$/,
  /^native\/(\w+\.[ch]|compile\.sh)$/,
  /^prebuilds\/linux-(x64|arm64)\/[\w-]+\.(glibc|musl)\.node$/,
];

/** Every package with C in it brings all of these. */
export const platforms: readonly string[] = ['linux-x64', 'linux-arm64'];
export const cLibraries: readonly string[] = ['glibc', 'musl'];
export const addonLimitBytes: number = 60 * kib;

/**
 * Unpacked sizes, about a third above today's: growth beyond is to be noticed, then allowed here. A package that is
 * not listed may have the default.
 */
const limitsKiB: Readonly<Record<string, number>> = {
  kvmkit: 300,
  '@kvmkit/cpu-affinity': 260,
  '@kvmkit/host-fds': 330,
  '@kvmkit/hypervisor': 1400,
  '@kvmkit/kvm-cmdline': 820,
  '@kvmkit/kvm-runtime-store': 650,
  '@kvmkit/qmp-client': 1700,
};
const defaultLimitKiB = 256;

export function unpackedLimitBytes(name: string): number {
  return (limitsKiB[name] ?? defaultLimitKiB) * kib;
}
