/** How the guest's memory gets from one QEMU to the other; the target listens, the source dials. */
export type Route =
  | {
      readonly type: 'tcp';
      /** Where the source reaches the target; IPv6 addresses without brackets. */
      readonly host: string;
      /** What the target listens on. @default host */
      readonly listenHost?: string | undefined;
      /** @default one that the target picks */
      readonly port?: number | undefined;
    }
  | { readonly type: 'unix'; readonly path: string }
  | {
      /** The two ends of a connected stream; both clients must be able to send descriptors. They stay the caller's. */
      readonly type: 'fd';
      readonly sourceFd: number;
      readonly targetFd: number;
    };

/** What may be changed while the move is under way. */
export interface MoveLimits {
  /** What the source may send, in bytes per second; 0 is all it can. @default what the source is set to */
  readonly bandwidthBytesPerSecond?: number | undefined;
  /** How long the guest may stand still by QEMU's estimate, in milliseconds. @default what the source is set to (300) */
  readonly downtimeMs?: number | undefined;
  /** How much of the vCPUs' time auto-converge may take at most, in per cent, 1 to 99. @default what the source is set to (99) */
  readonly maxThrottlePercent?: number | undefined;
}

/** How a guest is moved. */
export interface MigrateOptions extends MoveLimits {
  readonly route: Route;
  /** `stopped` stops the guest before its memory is sent, so that every page is sent once. @default 'live' */
  readonly mode?: 'live' | 'stopped' | undefined;
  /**
   * Whether the target may run the guest before all memory has arrived: `on-request` of `startPostcopy()`, or after a
   * number of passes. Whichever QEMU dies or is cut off then, the guest is lost or stands still. @default 'never'
   */
  readonly postcopy?: 'never' | 'on-request' | { readonly afterIterations: number } | undefined;
  /** Several streams at once. @default one */
  readonly multifd?:
    | {
        readonly channels: number;
        readonly compression?: 'none' | 'zlib' | 'zstd' | (string & {}) | undefined;
      }
    | undefined;
  /** Sends only what has changed of pages sent before. @default off */
  readonly xbzrle?: { readonly cacheBytes?: number | undefined } | undefined;
  /** Slows the guest down until it converges, by so many per cent at first, and so many more at each pass. @default off */
  readonly autoConverge?:
    | { readonly initialPercent?: number | undefined; readonly incrementPercent?: number | undefined }
    | undefined;
  /** `tls-creds` objects that each QEMU has been given; the source is the client. @default plain */
  readonly tls?:
    | {
        readonly sourceCredentials: string;
        readonly targetCredentials: string;
        /** What the target's certificate must say; not for a shared key. @default the route's host */
        readonly hostname?: string | undefined;
      }
    | undefined;
  /** What becomes of the source's QEMU once the target runs the guest: it can be left in `postmigrate`. @default 'leave' */
  readonly sourceAfterwards?: 'leave' | 'quit' | undefined;
  /** Aborting it cancels the move; the result is then rejected with its reason, if the move could be cancelled. */
  readonly signal?: AbortSignal | undefined;
}
