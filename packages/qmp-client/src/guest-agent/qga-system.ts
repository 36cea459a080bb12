export interface GuestAgentInfo {
  readonly version: string;
  readonly supported_commands: readonly GuestAgentCommandInfo[];
}

export interface GuestAgentCommandInfo {
  readonly name: string;
  /** False where the agent's configuration, or the guest's operating system, rules the command out. */
  readonly enabled: boolean;
  /** False for a command that answers nothing when it succeeds. */
  readonly 'success-response': boolean;
}

/** From the guest's uname and its os-release file, as far as it has one. */
export interface GuestOsInfo {
  readonly 'kernel-release'?: string;
  readonly 'kernel-version'?: string;
  readonly machine?: string;
  readonly id?: string;
  readonly name?: string;
  readonly 'pretty-name'?: string;
  readonly version?: string;
  readonly 'version-id'?: string;
  readonly variant?: string;
  readonly 'variant-id'?: string;
}

export interface GuestUser {
  readonly user: string;
  /** Seconds since 1970, with a fraction. */
  readonly 'login-time': number;
  /** Windows only. */
  readonly domain?: string;
}

export interface GuestAuthorizedKeys {
  readonly keys: readonly string[];
}
