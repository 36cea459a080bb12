/*
The types of QMP, made by `npm run codegen` of what QEMU 5.2.0, 7.2.22, 10.0.13 and 11.1.3 say
about themselves (tools/qapi-codegen): not to be edited.

A comment says which of them have a thing: `7.2+` is 7.2 and the newer ones, `until 7.2` is 7.2 and the older ones.
*/

/** Arguments of a command that has none. */
export type NoArguments = Readonly<Record<string, never>>;

/** The answer of a command that only says "done", and the data of an event that has none. */
export type Empty = Readonly<Record<string, never>>;

/**
 * The tag of a case that is not listed, as a newer QEMU may have one. Comparing a tag with a listed value narrows to
 * the case of that value; what is left when all were compared has this one. At run time it is any string: QEMU sends
 * nothing of this form, which is what keeps it apart. To send a case that is not listed, write `'name' as Unlisted`.
 */
export type Unlisted = `${string} (unlisted)`;

/** 5.2+ */
export interface ACPIOSTInfo {
  /** 5.2+ */ readonly device?: string | undefined;
  /** 5.2+ */ readonly slot: string;
  /** 5.2+ */ readonly 'slot-type': ACPISlotType;
  /** 5.2+ */ readonly source: number;
  /** 5.2+ */ readonly status: number;
}

/** 5.2+ */
export type ACPISlotType = 'DIMM' | 'CPU' | (string & {});

/** 11.1+ */
export type Accelerator = 'hvf' | 'kvm' | 'mshv' | 'nvmm' | 'qtest' | 'tcg' | 'whpx' | 'xen' | (string & {});

/** 11.1+ */
export interface AcceleratorInfo {
  /** 11.1+ */ readonly enabled: Accelerator;
  /** 11.1+ */ readonly present: readonly Accelerator[];
}

/** 5.2+ */
export interface AcpiDeviceOstEvent {
  /** 5.2+ */ readonly info: ACPIOSTInfo;
}

/** 5.2+ */
export type ActionCompletionMode = 'individual' | 'grouped' | (string & {});

/** 5.2+ */
export interface AddClientArguments {
  /** 5.2+ */ readonly protocol: string;
  /** 5.2+ */ readonly fdname: string;
  /** 5.2+ */ readonly skipauth?: boolean | undefined;
  /** 5.2+ */ readonly tls?: boolean | undefined;
}

/** 5.2+ */
export interface AddFdArguments {
  /** 5.2+ */ readonly 'fdset-id'?: number | bigint | undefined;
  /** 5.2+ */ readonly opaque?: string | undefined;
}

/** 5.2+ */
export interface AddfdInfo {
  /** 5.2+ */ readonly 'fdset-id': number | bigint;
  /** 5.2+ */ readonly fd: number;
}

/** 5.2+ */
export interface AnnounceParameters {
  /** 5.2+ */ readonly initial: number | bigint;
  /** 5.2+ */ readonly max: number | bigint;
  /** 5.2+ */ readonly rounds: number | bigint;
  /** 5.2+ */ readonly step: number | bigint;
  /** 5.2+ */ readonly interfaces?: readonly string[] | undefined;
  /** 5.2+ */ readonly id?: string | undefined;
}

/** 10.0+ */
export type AudioFormat = 'u8' | 's8' | 'u16' | 's16' | 'u32' | 's32' | 'f32' | (string & {});

/** 10.0+ */
export type Audiodev =
  | AudiodevGeneric | AudiodevAlsa | AudiodevDbus | AudiodevJack | AudiodevOss | AudiodevPa
  | AudiodevPipewire | AudiodevSdl | AudiodevWav | AudiodevUnlisted;

/** 10.0+ */
export interface AudiodevAlsa extends AudiodevBase {
  /** 10.0+ */ readonly driver: 'alsa';
  /** 10.0+ */ readonly in?: AudiodevAlsaIn | undefined;
  /** 10.0+ */ readonly out?: AudiodevAlsaIn | undefined;
  /** 10.0+ */ readonly threshold?: number | undefined;
}

/** 10.0+ */
export interface AudiodevAlsaIn {
  /** 10.0+ */ readonly 'mixing-engine'?: boolean | undefined;
  /** 10.0+ */ readonly 'fixed-settings'?: boolean | undefined;
  /** 10.0+ */ readonly frequency?: number | undefined;
  /** 10.0+ */ readonly channels?: number | undefined;
  /** 10.0+ */ readonly voices?: number | undefined;
  /** 10.0+ */ readonly format?: AudioFormat | undefined;
  /** 10.0+ */ readonly 'buffer-length'?: number | undefined;
  /** 10.0+ */ readonly dev?: string | undefined;
  /** 10.0+ */ readonly 'period-length'?: number | undefined;
  /** 10.0+ */ readonly 'try-poll'?: boolean | undefined;
}

/** What all cases of Audiodev have */
export interface AudiodevBase {
  /** 10.0+ */ readonly id: string;
  /** 10.0+ */ readonly 'timer-period'?: number | undefined;
}

/** 10.0+ */
export interface AudiodevDbus extends AudiodevBase {
  /** 10.0+ */ readonly driver: 'dbus';
  /** 10.0+ */ readonly in?: AudiodevPerDirectionOptions | undefined;
  /** 10.0+ */ readonly out?: AudiodevPerDirectionOptions | undefined;
  /** 10.0+ */ readonly nsamples?: number | undefined;
}

/** 10.0+ */
export interface AudiodevGeneric extends AudiodevBase {
  /** 10.0+ */ readonly driver: 'none' | 'spice';
  /** 10.0+ */ readonly in?: AudiodevPerDirectionOptions | undefined;
  /** 10.0+ */ readonly out?: AudiodevPerDirectionOptions | undefined;
}

/** 10.0+ */
export interface AudiodevJack extends AudiodevBase {
  /** 10.0+ */ readonly driver: 'jack';
  /** 10.0+ */ readonly in?: AudiodevJackIn | undefined;
  /** 10.0+ */ readonly out?: AudiodevJackIn | undefined;
}

/** 10.0+ */
export interface AudiodevJackIn {
  /** 10.0+ */ readonly 'mixing-engine'?: boolean | undefined;
  /** 10.0+ */ readonly 'fixed-settings'?: boolean | undefined;
  /** 10.0+ */ readonly frequency?: number | undefined;
  /** 10.0+ */ readonly channels?: number | undefined;
  /** 10.0+ */ readonly voices?: number | undefined;
  /** 10.0+ */ readonly format?: AudioFormat | undefined;
  /** 10.0+ */ readonly 'buffer-length'?: number | undefined;
  /** 10.0+ */ readonly 'server-name'?: string | undefined;
  /** 10.0+ */ readonly 'client-name'?: string | undefined;
  /** 10.0+ */ readonly 'connect-ports'?: string | undefined;
  /** 10.0+ */ readonly 'start-server'?: boolean | undefined;
  /** 10.0+ */ readonly 'exact-name'?: boolean | undefined;
}

/** 10.0+ */
export interface AudiodevOss extends AudiodevBase {
  /** 10.0+ */ readonly driver: 'oss';
  /** 10.0+ */ readonly in?: AudiodevOssIn | undefined;
  /** 10.0+ */ readonly out?: AudiodevOssIn | undefined;
  /** 10.0+ */ readonly 'try-mmap'?: boolean | undefined;
  /** 10.0+ */ readonly exclusive?: boolean | undefined;
  /** 10.0+ */ readonly 'dsp-policy'?: number | undefined;
}

/** 10.0+ */
export interface AudiodevOssIn {
  /** 10.0+ */ readonly 'mixing-engine'?: boolean | undefined;
  /** 10.0+ */ readonly 'fixed-settings'?: boolean | undefined;
  /** 10.0+ */ readonly frequency?: number | undefined;
  /** 10.0+ */ readonly channels?: number | undefined;
  /** 10.0+ */ readonly voices?: number | undefined;
  /** 10.0+ */ readonly format?: AudioFormat | undefined;
  /** 10.0+ */ readonly 'buffer-length'?: number | undefined;
  /** 10.0+ */ readonly dev?: string | undefined;
  /** 10.0+ */ readonly 'buffer-count'?: number | undefined;
  /** 10.0+ */ readonly 'try-poll'?: boolean | undefined;
}

/** 10.0+ */
export interface AudiodevPa extends AudiodevBase {
  /** 10.0+ */ readonly driver: 'pa';
  /** 10.0+ */ readonly in?: AudiodevPaIn | undefined;
  /** 10.0+ */ readonly out?: AudiodevPaIn | undefined;
  /** 10.0+ */ readonly server?: string | undefined;
}

/** 10.0+ */
export interface AudiodevPaIn {
  /** 10.0+ */ readonly 'mixing-engine'?: boolean | undefined;
  /** 10.0+ */ readonly 'fixed-settings'?: boolean | undefined;
  /** 10.0+ */ readonly frequency?: number | undefined;
  /** 10.0+ */ readonly channels?: number | undefined;
  /** 10.0+ */ readonly voices?: number | undefined;
  /** 10.0+ */ readonly format?: AudioFormat | undefined;
  /** 10.0+ */ readonly 'buffer-length'?: number | undefined;
  /** 10.0+ */ readonly name?: string | undefined;
  /** 10.0+ */ readonly 'stream-name'?: string | undefined;
  /** 10.0+ */ readonly latency?: number | undefined;
}

/** 10.0+ */
export interface AudiodevPerDirectionOptions {
  /** 10.0+ */ readonly 'mixing-engine'?: boolean | undefined;
  /** 10.0+ */ readonly 'fixed-settings'?: boolean | undefined;
  /** 10.0+ */ readonly frequency?: number | undefined;
  /** 10.0+ */ readonly channels?: number | undefined;
  /** 10.0+ */ readonly voices?: number | undefined;
  /** 10.0+ */ readonly format?: AudioFormat | undefined;
  /** 10.0+ */ readonly 'buffer-length'?: number | undefined;
}

/** 10.0+ */
export interface AudiodevPipewire extends AudiodevBase {
  /** 10.0+ */ readonly driver: 'pipewire';
  /** 10.0+ */ readonly in?: AudiodevPipewireIn | undefined;
  /** 10.0+ */ readonly out?: AudiodevPipewireIn | undefined;
}

/** 10.0+ */
export interface AudiodevPipewireIn {
  /** 10.0+ */ readonly 'mixing-engine'?: boolean | undefined;
  /** 10.0+ */ readonly 'fixed-settings'?: boolean | undefined;
  /** 10.0+ */ readonly frequency?: number | undefined;
  /** 10.0+ */ readonly channels?: number | undefined;
  /** 10.0+ */ readonly voices?: number | undefined;
  /** 10.0+ */ readonly format?: AudioFormat | undefined;
  /** 10.0+ */ readonly 'buffer-length'?: number | undefined;
  /** 10.0+ */ readonly name?: string | undefined;
  /** 10.0+ */ readonly 'stream-name'?: string | undefined;
  /** 10.0+ */ readonly latency?: number | undefined;
}

/** 10.0+ */
export interface AudiodevSdl extends AudiodevBase {
  /** 10.0+ */ readonly driver: 'sdl';
  /** 10.0+ */ readonly in?: AudiodevSdlIn | undefined;
  /** 10.0+ */ readonly out?: AudiodevSdlIn | undefined;
}

/** 10.0+ */
export interface AudiodevSdlIn {
  /** 10.0+ */ readonly 'mixing-engine'?: boolean | undefined;
  /** 10.0+ */ readonly 'fixed-settings'?: boolean | undefined;
  /** 10.0+ */ readonly frequency?: number | undefined;
  /** 10.0+ */ readonly channels?: number | undefined;
  /** 10.0+ */ readonly voices?: number | undefined;
  /** 10.0+ */ readonly format?: AudioFormat | undefined;
  /** 10.0+ */ readonly 'buffer-length'?: number | undefined;
  /** 10.0+ */ readonly 'buffer-count'?: number | undefined;
}

/** A case that is not listed */
export interface AudiodevUnlisted extends AudiodevBase {
  /** 10.0+ */ readonly driver: Unlisted;
  readonly [member: string]: unknown;
}

/** 10.0+ */
export interface AudiodevWav extends AudiodevBase {
  /** 10.0+ */ readonly driver: 'wav';
  /** 10.0+ */ readonly in?: AudiodevPerDirectionOptions | undefined;
  /** 10.0+ */ readonly out?: AudiodevPerDirectionOptions | undefined;
  /** 10.0+ */ readonly path?: string | undefined;
}

/** 7.2+ */
export interface BackupPerf {
  /** 7.2+ */ readonly 'use-copy-range'?: boolean | undefined;
  /** 7.2+ */ readonly 'max-workers'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'max-chunk'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'min-cluster-size'?: number | bigint | undefined;
}

/** 5.2+ */
export interface BalloonArguments {
  /** 5.2+ */ readonly value: number | bigint;
}

/** 5.2+ */
export interface BalloonChangeEvent {
  /** 5.2+ */ readonly actual: number;
}

/** 5.2+ */
export interface BalloonInfo {
  /** 5.2+ */ readonly actual: number;
}

/** 5.2+ */
export interface BitmapMigrationBitmapAlias {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly alias: string;
  /** 7.2+ */ readonly transform?: BitmapMigrationBitmapAliasTransform | undefined;
}

/** 7.2+ */
export interface BitmapMigrationBitmapAliasTransform {
  /** 7.2+ */ readonly persistent?: boolean | undefined;
}

/** 5.2+ */
export interface BitmapMigrationNodeAlias {
  /** 5.2+ */ readonly 'node-name': string;
  /** 5.2+ */ readonly alias: string;
  /** 5.2+ */ readonly bitmaps: readonly BitmapMigrationBitmapAlias[];
}

/** 5.2+ */
export type BitmapSyncMode = 'on-success' | 'never' | 'always' | (string & {});

/** 5.2+ */
export type BlkdebugEvent =
  | 'l1_update' | 'l1_grow_alloc_table' | 'l1_grow_write_table' | 'l1_grow_activate_table' | 'l2_load'
  | 'l2_update' | 'l2_update_compressed' | 'l2_alloc_cow_read' | 'l2_alloc_write' | 'read_aio'
  | 'read_backing_aio' | 'read_compressed' | 'write_aio' | 'write_compressed' | 'vmstate_load'
  | 'vmstate_save' | 'cow_read' | 'cow_write' | 'reftable_load' | 'reftable_grow' | 'reftable_update'
  | 'refblock_load' | 'refblock_update' | 'refblock_update_part' | 'refblock_alloc' | 'refblock_alloc_hookup'
  | 'refblock_alloc_write' | 'refblock_alloc_write_blocks' | 'refblock_alloc_write_table'
  | 'refblock_alloc_switch_table' | 'cluster_alloc' | 'cluster_alloc_bytes' | 'cluster_free' | 'flush_to_os'
  | 'flush_to_disk' | 'pwritev_rmw_head' | 'pwritev_rmw_after_head' | 'pwritev_rmw_tail'
  | 'pwritev_rmw_after_tail' | 'pwritev' | 'pwritev_zero' | 'pwritev_done' | 'empty_image_prepare'
  | 'l1_shrink_write_table' | 'l1_shrink_free_l2_clusters' | 'cor_write' | 'cluster_alloc_space' | 'none'
  | (string & {});

/** 5.2+ */
export type BlkdebugIOType =
  | 'read' | 'write' | 'write-zeroes' | 'discard' | 'flush' | 'block-status' | (string & {});

/** 5.2+ */
export interface BlkdebugInjectErrorOptions {
  /** 5.2+ */ readonly event: BlkdebugEvent;
  /** 5.2+ */ readonly state?: number | bigint | undefined;
  /** 5.2+ */ readonly iotype?: BlkdebugIOType | undefined;
  /** 5.2+ */ readonly errno?: number | bigint | undefined;
  /** 10.0+ */ readonly 'delay-ns'?: number | bigint | undefined;
  /** 5.2+ */ readonly sector?: number | bigint | undefined;
  /** 5.2+ */ readonly once?: boolean | undefined;
  /** 5.2+ */ readonly immediately?: boolean | undefined;
}

/** 5.2+ */
export interface BlkdebugSetStateOptions {
  /** 5.2+ */ readonly event: BlkdebugEvent;
  /** 5.2+ */ readonly state?: number | bigint | undefined;
  /** 5.2+ */ readonly new_state: number | bigint;
}

/** 5.2+ */
export interface BlockCommitArguments {
  /** 5.2+ */ readonly 'job-id'?: string | undefined;
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly 'base-node'?: string | undefined;
  /** @deprecated from 5.2 on (5.2+) */ readonly base?: string | undefined;
  /** 5.2+ */ readonly 'top-node'?: string | undefined;
  /** @deprecated from 5.2 on (5.2+) */ readonly top?: string | undefined;
  /** 5.2+ */ readonly 'backing-file'?: string | undefined;
  /** 10.0+ */ readonly 'backing-mask-protocol'?: boolean | undefined;
  /** 5.2+ */ readonly speed?: number | bigint | undefined;
  /** 5.2+ */ readonly 'on-error'?: BlockdevOnError | undefined;
  /** 5.2+ */ readonly 'filter-node-name'?: string | undefined;
  /** 5.2+ */ readonly 'auto-finalize'?: boolean | undefined;
  /** 5.2+ */ readonly 'auto-dismiss'?: boolean | undefined;
}

/** 5.2+ */
export interface BlockDeviceInfo {
  /** 5.2+ */ readonly file: string;
  /** 5.2+ */ readonly 'node-name'?: string | undefined;
  /** 5.2+ */ readonly ro: boolean;
  /** 5.2+ */ readonly drv: string;
  /** 5.2+ */ readonly backing_file?: string | undefined;
  /** 5.2+ */ readonly backing_file_depth: number;
  /** 11.1+ */ readonly children?: readonly BlockdevChild[] | undefined;
  /** 10.0+ */ readonly active?: boolean | undefined;
  /** 5.2+ */ readonly encrypted: boolean;
  /** 5.2+ */ readonly detect_zeroes: BlockdevDetectZeroesOptions;
  /** 5.2+ */ readonly bps: number;
  /** 5.2+ */ readonly bps_rd: number;
  /** 5.2+ */ readonly bps_wr: number;
  /** 5.2+ */ readonly iops: number;
  /** 5.2+ */ readonly iops_rd: number;
  /** 5.2+ */ readonly iops_wr: number;
  /** 5.2+ */ readonly image: ImageInfo;
  /** 5.2+ */ readonly bps_max?: number | undefined;
  /** 5.2+ */ readonly bps_rd_max?: number | undefined;
  /** 5.2+ */ readonly bps_wr_max?: number | undefined;
  /** 5.2+ */ readonly iops_max?: number | undefined;
  /** 5.2+ */ readonly iops_rd_max?: number | undefined;
  /** 5.2+ */ readonly iops_wr_max?: number | undefined;
  /** 5.2+ */ readonly bps_max_length?: number | undefined;
  /** 5.2+ */ readonly bps_rd_max_length?: number | undefined;
  /** 5.2+ */ readonly bps_wr_max_length?: number | undefined;
  /** 5.2+ */ readonly iops_max_length?: number | undefined;
  /** 5.2+ */ readonly iops_rd_max_length?: number | undefined;
  /** 5.2+ */ readonly iops_wr_max_length?: number | undefined;
  /** 5.2+ */ readonly iops_size?: number | bigint | undefined;
  /** 5.2+ */ readonly group?: string | undefined;
  /** 5.2+ */ readonly cache: BlockdevCacheInfo;
  /** 5.2+ */ readonly write_threshold: number | bigint;
  /** 5.2+ */ readonly 'dirty-bitmaps'?: readonly BlockDirtyInfo[] | undefined;
  /** 5.2 only */ readonly encryption_key_missing?: boolean | undefined;
}

/** 5.2+ */
export type BlockDeviceIoStatus = 'ok' | 'failed' | 'nospace' | (string & {});

/** 5.2+ */
export interface BlockDeviceStats {
  /** 5.2+ */ readonly rd_bytes: number | bigint;
  /** 5.2+ */ readonly wr_bytes: number | bigint;
  /** 10.0+ */ readonly zone_append_bytes?: number | bigint | undefined;
  /** 5.2+ */ readonly unmap_bytes: number | bigint;
  /** 5.2+ */ readonly rd_operations: number;
  /** 5.2+ */ readonly wr_operations: number;
  /** 10.0+ */ readonly zone_append_operations?: number | undefined;
  /** 5.2+ */ readonly flush_operations: number;
  /** 5.2+ */ readonly unmap_operations: number;
  /** 5.2+ */ readonly rd_total_time_ns: number | bigint;
  /** 5.2+ */ readonly wr_total_time_ns: number | bigint;
  /** 10.0+ */ readonly zone_append_total_time_ns?: number | bigint | undefined;
  /** 5.2+ */ readonly flush_total_time_ns: number | bigint;
  /** 5.2+ */ readonly unmap_total_time_ns: number | bigint;
  /** 5.2+ */ readonly wr_highest_offset: number | bigint;
  /** 5.2+ */ readonly rd_merged: number;
  /** 5.2+ */ readonly wr_merged: number;
  /** 10.0+ */ readonly zone_append_merged?: number | undefined;
  /** 5.2+ */ readonly unmap_merged: number;
  /** 5.2+ */ readonly idle_time_ns?: number | bigint | undefined;
  /** 5.2+ */ readonly failed_rd_operations: number;
  /** 5.2+ */ readonly failed_wr_operations: number;
  /** 10.0+ */ readonly failed_zone_append_operations?: number | undefined;
  /** 5.2+ */ readonly failed_flush_operations: number;
  /** 5.2+ */ readonly failed_unmap_operations: number;
  /** 5.2+ */ readonly invalid_rd_operations: number;
  /** 5.2+ */ readonly invalid_wr_operations: number;
  /** 10.0+ */ readonly invalid_zone_append_operations?: number | undefined;
  /** 5.2+ */ readonly invalid_flush_operations: number;
  /** 5.2+ */ readonly invalid_unmap_operations: number;
  /** 5.2+ */ readonly account_invalid: boolean;
  /** 5.2+ */ readonly account_failed: boolean;
  /** 5.2+ */ readonly timed_stats: readonly BlockDeviceTimedStats[];
  /** 5.2+ */ readonly rd_latency_histogram?: BlockLatencyHistogramInfo | undefined;
  /** 5.2+ */ readonly wr_latency_histogram?: BlockLatencyHistogramInfo | undefined;
  /** 10.0+ */ readonly zone_append_latency_histogram?: BlockLatencyHistogramInfo | undefined;
  /** 5.2+ */ readonly flush_latency_histogram?: BlockLatencyHistogramInfo | undefined;
}

/** 5.2+ */
export interface BlockDeviceTimedStats {
  /** 5.2+ */ readonly interval_length: number;
  /** 5.2+ */ readonly min_rd_latency_ns: number;
  /** 5.2+ */ readonly max_rd_latency_ns: number;
  /** 5.2+ */ readonly avg_rd_latency_ns: number;
  /** 5.2+ */ readonly min_wr_latency_ns: number;
  /** 5.2+ */ readonly max_wr_latency_ns: number;
  /** 5.2+ */ readonly avg_wr_latency_ns: number;
  /** 10.0+ */ readonly min_zone_append_latency_ns?: number | undefined;
  /** 10.0+ */ readonly max_zone_append_latency_ns?: number | undefined;
  /** 10.0+ */ readonly avg_zone_append_latency_ns?: number | undefined;
  /** 5.2+ */ readonly min_flush_latency_ns: number;
  /** 5.2+ */ readonly max_flush_latency_ns: number;
  /** 5.2+ */ readonly avg_flush_latency_ns: number;
  /** 5.2+ */ readonly avg_rd_queue_depth: number;
  /** 5.2+ */ readonly avg_wr_queue_depth: number;
  /** 10.0+ */ readonly avg_zone_append_queue_depth?: number | undefined;
}

/** 5.2+ */
export interface BlockDirtyBitmap {
  /** 5.2+ */ readonly node: string;
  /** 5.2+ */ readonly name: string;
}

/** 5.2+ */
export interface BlockDirtyBitmapAdd {
  /** 5.2+ */ readonly node: string;
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly granularity?: number | bigint | undefined;
  /** 5.2+ */ readonly persistent?: boolean | undefined;
  /** 5.2+ */ readonly disabled?: boolean | undefined;
}

/** 5.2+ */
export interface BlockDirtyBitmapMerge {
  /** 5.2+ */ readonly node: string;
  /** 5.2+ */ readonly target: string;
  /** 5.2+ */ readonly bitmaps: readonly BlockDirtyBitmapOrStr[];
}

/** 5.2+ */
export type BlockDirtyBitmapOrStr = string | BlockDirtyBitmap;

/** 5.2+ */
export interface BlockDirtyBitmapSha256 {
  /** 5.2+ */ readonly sha256: string;
}

/** 5.2+ */
export interface BlockDirtyInfo {
  /** 5.2+ */ readonly name?: string | undefined;
  /** 5.2+ */ readonly count: number | bigint;
  /** 5.2+ */ readonly granularity: number;
  /** 5.2+ */ readonly recording: boolean;
  /** 5.2+ */ readonly busy: boolean;
  /** 5.2+ */ readonly persistent: boolean;
  /** 5.2+ */ readonly inconsistent?: boolean | undefined;
  /** 5.2 only */ readonly status?: DirtyBitmapStatus | undefined;
}

/** 5.2+ */
export type BlockErrorAction = 'ignore' | 'report' | 'stop' | (string & {});

/** 5.2+ */
export interface BlockExportDelArguments {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly mode?: BlockExportRemoveMode | undefined;
}

/** 5.2+ */
export interface BlockExportDeletedEvent {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export interface BlockExportInfo {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly type: BlockExportType;
  /** 5.2+ */ readonly 'node-name': string;
  /** 5.2+ */ readonly 'shutting-down': boolean;
}

/** 5.2+ */
export type BlockExportOptions =
  | BlockExportOptionsNbd | BlockExportOptionsVhostUserBlk | BlockExportOptionsFuse
  | BlockExportOptionsVduseBlk | BlockExportOptionsUnlisted;

/** What all cases of BlockExportOptions have */
export interface BlockExportOptionsBase {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly 'fixed-iothread'?: boolean | undefined;
  /** 5.2+ */ readonly iothread?: BlockExportOptionsIothread | undefined;
  /** 5.2+ */ readonly 'node-name': string;
  /** 5.2+ */ readonly writable?: boolean | undefined;
  /** 5.2+ */ readonly writethrough?: boolean | undefined;
  /** 10.0+ */ readonly 'allow-inactive'?: boolean | undefined;
}

/** 7.2+ */
export interface BlockExportOptionsFuse extends BlockExportOptionsBase {
  /** 7.2+ */ readonly type: 'fuse';
  /** 7.2+ */ readonly mountpoint: string;
  /** 7.2+ */ readonly growable?: boolean | undefined;
  /** 7.2+ */ readonly 'allow-other'?: BlockExportOptionsFuseAllowOther | undefined;
}

/** 7.2+ */
export type BlockExportOptionsFuseAllowOther = 'off' | 'on' | 'auto' | (string & {});

/** 11.1+ */
export type BlockExportOptionsIothread = string | readonly string[];

/** 5.2+ */
export interface BlockExportOptionsNbd extends BlockExportOptionsBase {
  /** 5.2+ */ readonly type: 'nbd';
  /** 5.2+ */ readonly name?: string | undefined;
  /** 5.2+ */ readonly description?: string | undefined;
  /** 5.2+ */ readonly bitmaps?: readonly BlockDirtyBitmapOrStr[] | undefined;
  /** 5.2+ */ readonly 'allocation-depth'?: boolean | undefined;
}

/** A case that is not listed */
export interface BlockExportOptionsUnlisted extends BlockExportOptionsBase {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 7.2+ */
export interface BlockExportOptionsVduseBlk extends BlockExportOptionsBase {
  /** 7.2+ */ readonly type: 'vduse-blk';
  /** 7.2+ */ readonly name: string;
  /** 7.2+ */ readonly 'num-queues'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'queue-size'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'logical-block-size'?: number | bigint | undefined;
  /** 7.2+ */ readonly serial?: string | undefined;
}

/** 5.2+ */
export interface BlockExportOptionsVhostUserBlk extends BlockExportOptionsBase {
  /** 5.2+ */ readonly type: 'vhost-user-blk';
  /** 5.2+ */ readonly addr: SocketAddress;
  /** 5.2+ */ readonly 'logical-block-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'num-queues'?: number | bigint | undefined;
}

/** 5.2+ */
export type BlockExportRemoveMode = 'safe' | 'hard' | (string & {});

/** 5.2+; 7.2+: fuse, vduse-blk */
export type BlockExportType = 'nbd' | 'vhost-user-blk' | 'fuse' | 'vduse-blk' | (string & {});

/** 5.2+ */
export interface BlockIOThrottle {
  /** @deprecated from 5.2 on (5.2+) */ readonly device?: string | undefined;
  /** 5.2+ */ readonly id?: string | undefined;
  /** 5.2+ */ readonly bps: number | bigint;
  /** 5.2+ */ readonly bps_rd: number | bigint;
  /** 5.2+ */ readonly bps_wr: number | bigint;
  /** 5.2+ */ readonly iops: number | bigint;
  /** 5.2+ */ readonly iops_rd: number | bigint;
  /** 5.2+ */ readonly iops_wr: number | bigint;
  /** 5.2+ */ readonly bps_max?: number | bigint | undefined;
  /** 5.2+ */ readonly bps_rd_max?: number | bigint | undefined;
  /** 5.2+ */ readonly bps_wr_max?: number | bigint | undefined;
  /** 5.2+ */ readonly iops_max?: number | bigint | undefined;
  /** 5.2+ */ readonly iops_rd_max?: number | bigint | undefined;
  /** 5.2+ */ readonly iops_wr_max?: number | bigint | undefined;
  /** 5.2+ */ readonly bps_max_length?: number | bigint | undefined;
  /** 5.2+ */ readonly bps_rd_max_length?: number | bigint | undefined;
  /** 5.2+ */ readonly bps_wr_max_length?: number | bigint | undefined;
  /** 5.2+ */ readonly iops_max_length?: number | bigint | undefined;
  /** 5.2+ */ readonly iops_rd_max_length?: number | bigint | undefined;
  /** 5.2+ */ readonly iops_wr_max_length?: number | bigint | undefined;
  /** 5.2+ */ readonly iops_size?: number | bigint | undefined;
  /** 5.2+ */ readonly group?: string | undefined;
}

/** 5.2+ */
export interface BlockImageCorruptedEvent {
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly 'node-name'?: string | undefined;
  /** 5.2+ */ readonly msg: string;
  /** 5.2+ */ readonly offset?: number | bigint | undefined;
  /** 5.2+ */ readonly size?: number | bigint | undefined;
  /** 5.2+ */ readonly fatal: boolean;
}

/** 5.2+ */
export interface BlockInfo {
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly qdev?: string | undefined;
  /** 5.2+ */ readonly type: string;
  /** 5.2+ */ readonly removable: boolean;
  /** 5.2+ */ readonly locked: boolean;
  /** 5.2+ */ readonly inserted?: BlockDeviceInfo | undefined;
  /** 5.2+ */ readonly tray_open?: boolean | undefined;
  /** 5.2+ */ readonly 'io-status'?: BlockDeviceIoStatus | undefined;
  /** 5.2 only */ readonly 'dirty-bitmaps'?: readonly BlockDirtyInfo[] | undefined;
}

/** 5.2+ */
export interface BlockIoErrorEvent {
  /** 10.0+ */ readonly 'qom-path'?: string | undefined;
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly 'node-name'?: string | undefined;
  /** 5.2+ */ readonly operation: IoOperationType;
  /** 5.2+ */ readonly action: BlockErrorAction;
  /** 5.2+ */ readonly nospace?: boolean | undefined;
  /** 5.2+ */ readonly reason: string;
}

/** 5.2+ */
export interface BlockJobCancelArguments {
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly force?: boolean | undefined;
}

/** 5.2+ */
export interface BlockJobCancelledEvent {
  /** 5.2+ */ readonly type: JobType;
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly len: number | bigint;
  /** 5.2+ */ readonly offset: number | bigint;
  /** 5.2+ */ readonly speed: number | bigint;
}

/** 10.0+ */
export type BlockJobChangeOptions =
  | BlockJobChangeOptionsMirror | BlockJobChangeOptionsBare | BlockJobChangeOptionsUnlisted;

/** 10.0+ */
export interface BlockJobChangeOptionsBare extends BlockJobChangeOptionsBase {
  /** 10.0+ */
  readonly type:
    | 'amend' | 'backup' | 'commit' | 'create' | 'snapshot-delete' | 'snapshot-load' | 'snapshot-save'
    | 'stream';
}

/** What all cases of BlockJobChangeOptions have */
export interface BlockJobChangeOptionsBase {
  /** 10.0+ */ readonly id: string;
}

/** 10.0+ */
export interface BlockJobChangeOptionsMirror extends BlockJobChangeOptionsBase {
  /** 10.0+ */ readonly type: 'mirror';
  /** 10.0+ */ readonly 'copy-mode': MirrorCopyMode;
}

/** A case that is not listed */
export interface BlockJobChangeOptionsUnlisted extends BlockJobChangeOptionsBase {
  /** 10.0+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface BlockJobCompleteArguments {
  /** 5.2+ */ readonly device: string;
}

/** 5.2+ */
export interface BlockJobCompletedEvent {
  /** 5.2+ */ readonly type: JobType;
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly len: number | bigint;
  /** 5.2+ */ readonly offset: number | bigint;
  /** 5.2+ */ readonly speed: number | bigint;
  /** 5.2+ */ readonly error?: string | undefined;
}

/** 5.2+ */
export interface BlockJobDismissArguments {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export interface BlockJobErrorEvent {
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly operation: IoOperationType;
  /** 5.2+ */ readonly action: BlockErrorAction;
}

/** 5.2+ */
export interface BlockJobFinalizeArguments {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export type BlockJobInfo = BlockJobInfoMirror | BlockJobInfoBare | BlockJobInfoUnlisted;

/** 10.0+ */
export interface BlockJobInfoBare extends BlockJobInfoBase {
  /** 5.2+; 10.0+: commit, stream, backup, create, amend, snapshot-load, snapshot-save, snapshot-delete */
  readonly type:
    | 'amend' | 'backup' | 'commit' | 'create' | 'snapshot-delete' | 'snapshot-load' | 'snapshot-save'
    | 'stream';
}

/** What all cases of BlockJobInfo have */
export interface BlockJobInfoBase {
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly len: number | bigint;
  /** 5.2+ */ readonly offset: number | bigint;
  /** 5.2+ */ readonly busy: boolean;
  /** 5.2+ */ readonly paused: boolean;
  /** 5.2+ */ readonly speed: number | bigint;
  /** 5.2+ */ readonly 'io-status': BlockDeviceIoStatus;
  /** 5.2+ */ readonly ready: boolean;
  /** 5.2+ */ readonly status: JobStatus;
  /** 5.2+ */ readonly 'auto-finalize': boolean;
  /** 5.2+ */ readonly 'auto-dismiss': boolean;
  /** 5.2+ */ readonly error?: string | undefined;
}

/** 10.0+ */
export interface BlockJobInfoMirror extends BlockJobInfoBase {
  /** 10.0+ */ readonly type: 'mirror';
  /** 10.0+ */ readonly 'actively-synced'?: boolean | undefined;
}

/** A case that is not listed */
export interface BlockJobInfoUnlisted extends BlockJobInfoBase {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface BlockJobPauseArguments {
  /** 5.2+ */ readonly device: string;
}

/** 5.2+ */
export interface BlockJobPendingEvent {
  /** 5.2+ */ readonly type: JobType;
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export interface BlockJobReadyEvent {
  /** 5.2+ */ readonly type: JobType;
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly len: number | bigint;
  /** 5.2+ */ readonly offset: number | bigint;
  /** 5.2+ */ readonly speed: number | bigint;
}

/** 5.2+ */
export interface BlockJobResumeArguments {
  /** 5.2+ */ readonly device: string;
}

/** 5.2+ */
export interface BlockJobSetSpeedArguments {
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly speed: number | bigint;
}

/** 5.2+ */
export interface BlockLatencyHistogramInfo {
  /** 5.2+ */ readonly boundaries: readonly (number | bigint)[];
  /** 5.2+ */ readonly bins: readonly number[];
}

/** 5.2+ */
export interface BlockLatencyHistogramSetArguments {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly boundaries?: readonly (number | bigint)[] | undefined;
  /** 5.2+ */ readonly 'boundaries-read'?: readonly (number | bigint)[] | undefined;
  /** 5.2+ */ readonly 'boundaries-write'?: readonly (number | bigint)[] | undefined;
  /** 10.0+ */ readonly 'boundaries-zap'?: readonly (number | bigint)[] | undefined;
  /** 5.2+ */ readonly 'boundaries-flush'?: readonly (number | bigint)[] | undefined;
}

/** 11.1+ */
export interface BlockLimitsInfo {
  /** 11.1+ */ readonly 'request-alignment': number;
  /** 11.1+ */ readonly 'max-discard'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'discard-alignment'?: number | undefined;
  /** 11.1+ */ readonly 'max-write-zeroes'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'write-zeroes-alignment'?: number | undefined;
  /** 11.1+ */ readonly 'opt-transfer'?: number | undefined;
  /** 11.1+ */ readonly 'max-transfer'?: number | undefined;
  /** 11.1+ */ readonly 'max-hw-transfer'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'max-iov': number;
  /** 11.1+ */ readonly 'max-hw-iov'?: number | undefined;
  /** 11.1+ */ readonly 'min-mem-alignment': number;
  /** 11.1+ */ readonly 'opt-mem-alignment': number;
}

/** 5.2 only */
export interface BlockPasswdArguments {
  /** 5.2 only */ readonly device?: string | undefined;
  /** 5.2 only */ readonly 'node-name'?: string | undefined;
  /** 5.2 only */ readonly password: string;
}

/** 5.2+; 5.2 only: graph-mod */
export type BlockPermission =
  | 'consistent-read' | 'write' | 'write-unchanged' | 'resize' | 'graph-mod' | (string & {});

/** 5.2+ */
export interface BlockResizeArguments {
  /** 5.2+ */ readonly device?: string | undefined;
  /** 5.2+ */ readonly 'node-name'?: string | undefined;
  /** 5.2+ */ readonly size: number | bigint;
}

/** 5.2+ */
export interface BlockSetWriteThresholdArguments {
  /** 5.2+ */ readonly 'node-name': string;
  /** 5.2+ */ readonly 'write-threshold': number | bigint;
}

/** 5.2+ */
export interface BlockStats {
  /** 5.2+ */ readonly device?: string | undefined;
  /** 5.2+ */ readonly qdev?: string | undefined;
  /** 5.2+ */ readonly 'node-name'?: string | undefined;
  /** 5.2+ */ readonly stats: BlockDeviceStats;
  /** 5.2+ */ readonly 'driver-specific'?: BlockStatsSpecific | undefined;
  /** 5.2+ */ readonly parent?: BlockStats | undefined;
  /** 5.2+ */ readonly backing?: BlockStats | undefined;
}

/** 5.2+ */
export type BlockStatsSpecific =
  | BlockStatsSpecificFile | BlockStatsSpecificNvme | BlockStatsSpecificBare | BlockStatsSpecificUnlisted;

/** 5.2+ */
export interface BlockStatsSpecificBare {
  /**
   * 5.2+; 7.2+: copy-before-write, snapshot-access, preallocate; 10.0+: io_uring, nvme-io_uring,
   * virtio-blk-vfio-pci, virtio-blk-vhost-user, virtio-blk-vhost-vdpa; until 10.0: gluster; 5.2 only:
   * sheepdog
   */
  readonly driver:
    | 'blkdebug' | 'blklogwrites' | 'blkreplay' | 'blkverify' | 'bochs' | 'cloop' | 'compress'
    | 'copy-before-write' | 'copy-on-read' | 'dmg' | 'ftp' | 'ftps' | 'gluster' | 'host_cdrom' | 'http'
    | 'https' | 'io_uring' | 'iscsi' | 'luks' | 'nbd' | 'nfs' | 'null-aio' | 'null-co' | 'nvme-io_uring'
    | 'parallels' | 'preallocate' | 'qcow' | 'qcow2' | 'qed' | 'quorum' | 'raw' | 'rbd' | 'replication'
    | 'sheepdog' | 'snapshot-access' | 'ssh' | 'throttle' | 'vdi' | 'vhdx' | 'virtio-blk-vfio-pci'
    | 'virtio-blk-vhost-user' | 'virtio-blk-vhost-vdpa' | 'vmdk' | 'vpc' | 'vvfat';
}

/** 5.2+ */
export interface BlockStatsSpecificFile {
  /** 5.2+ */ readonly driver: 'file' | 'host_device';
  /** 5.2+ */ readonly 'discard-nb-ok': number;
  /** 5.2+ */ readonly 'discard-nb-failed': number;
  /** 5.2+ */ readonly 'discard-bytes-ok': number | bigint;
}

/** 5.2+ */
export interface BlockStatsSpecificNvme {
  /** 5.2+ */ readonly driver: 'nvme';
  /** 5.2+ */ readonly 'completion-errors': number;
  /** 5.2+ */ readonly 'aligned-accesses': number;
  /** 5.2+ */ readonly 'unaligned-accesses': number;
}

/** A case that is not listed */
export interface BlockStatsSpecificUnlisted {
  /** 5.2+ */ readonly driver: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface BlockStreamArguments {
  /** 5.2+ */ readonly 'job-id'?: string | undefined;
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly base?: string | undefined;
  /** 5.2+ */ readonly 'base-node'?: string | undefined;
  /** 5.2+ */ readonly 'backing-file'?: string | undefined;
  /** 10.0+ */ readonly 'backing-mask-protocol'?: boolean | undefined;
  /** 7.2+ */ readonly bottom?: string | undefined;
  /** 5.2+ */ readonly speed?: number | bigint | undefined;
  /** 5.2+ */ readonly 'on-error'?: BlockdevOnError | undefined;
  /** 7.2+ */ readonly 'filter-node-name'?: string | undefined;
  /** 5.2+ */ readonly 'auto-finalize'?: boolean | undefined;
  /** 5.2+ */ readonly 'auto-dismiss'?: boolean | undefined;
}

/** 5.2+ */
export interface BlockWriteThresholdEvent {
  /** 5.2+ */ readonly 'node-name': string;
  /** 5.2+ */ readonly 'amount-exceeded': number | bigint;
  /** 5.2+ */ readonly 'write-threshold': number | bigint;
}

/** 5.2+ */
export type BlockdevAioOptions = 'threads' | 'native' | 'io_uring' | (string & {});

/** 5.2+ */
export type BlockdevAmendOptions =
  | BlockdevAmendOptionsLuks | BlockdevAmendOptionsQcow2 | BlockdevAmendOptionsBare
  | BlockdevAmendOptionsUnlisted;

/** 5.2+ */
export interface BlockdevAmendOptionsBare {
  /**
   * 5.2+; 7.2+: copy-before-write, snapshot-access, preallocate; 10.0+: io_uring, nvme-io_uring,
   * virtio-blk-vfio-pci, virtio-blk-vhost-user, virtio-blk-vhost-vdpa; until 10.0: gluster; 5.2 only:
   * sheepdog
   */
  readonly driver:
    | 'blkdebug' | 'blklogwrites' | 'blkreplay' | 'blkverify' | 'bochs' | 'cloop' | 'compress'
    | 'copy-before-write' | 'copy-on-read' | 'dmg' | 'file' | 'ftp' | 'ftps' | 'gluster' | 'host_cdrom'
    | 'host_device' | 'http' | 'https' | 'io_uring' | 'iscsi' | 'nbd' | 'nfs' | 'null-aio' | 'null-co'
    | 'nvme' | 'nvme-io_uring' | 'parallels' | 'preallocate' | 'qcow' | 'qed' | 'quorum' | 'raw' | 'rbd'
    | 'replication' | 'sheepdog' | 'snapshot-access' | 'ssh' | 'throttle' | 'vdi' | 'vhdx'
    | 'virtio-blk-vfio-pci' | 'virtio-blk-vhost-user' | 'virtio-blk-vhost-vdpa' | 'vmdk' | 'vpc' | 'vvfat';
}

/** 5.2+ */
export interface BlockdevAmendOptionsLuks {
  /** 5.2+ */ readonly driver: 'luks';
  /** 5.2+ */ readonly state: BlockdevAmendOptionsLuksState;
  /** 5.2+ */ readonly 'new-secret'?: string | undefined;
  /** 5.2+ */ readonly 'old-secret'?: string | undefined;
  /** 5.2+ */ readonly keyslot?: number | bigint | undefined;
  /** 5.2+ */ readonly 'iter-time'?: number | bigint | undefined;
  /** 5.2+ */ readonly secret?: string | undefined;
}

/** 5.2+ */
export type BlockdevAmendOptionsLuksState = 'active' | 'inactive' | (string & {});

/** 5.2+ */
export interface BlockdevAmendOptionsQcow2 {
  /** 5.2+ */ readonly driver: 'qcow2';
  /** 5.2+ */ readonly encrypt?: BlockdevAmendOptionsQcow2Encrypt | undefined;
}

/** 5.2+ */
export type BlockdevAmendOptionsQcow2Encrypt =
  | BlockdevAmendOptionsQcow2EncryptLuks | BlockdevAmendOptionsQcow2EncryptQcow
  | BlockdevAmendOptionsQcow2EncryptUnlisted;

/** 5.2+ */
export interface BlockdevAmendOptionsQcow2EncryptLuks {
  /** 5.2+ */ readonly format: 'luks';
  /** 5.2+ */ readonly state: BlockdevAmendOptionsLuksState;
  /** 5.2+ */ readonly 'new-secret'?: string | undefined;
  /** 5.2+ */ readonly 'old-secret'?: string | undefined;
  /** 5.2+ */ readonly keyslot?: number | bigint | undefined;
  /** 5.2+ */ readonly 'iter-time'?: number | bigint | undefined;
  /** 5.2+ */ readonly secret?: string | undefined;
}

/** 5.2+ */
export interface BlockdevAmendOptionsQcow2EncryptQcow {
  /** 5.2+ */ readonly format: 'qcow';
}

/** A case that is not listed */
export interface BlockdevAmendOptionsQcow2EncryptUnlisted {
  /** 5.2+ */ readonly format: Unlisted;
  readonly [member: string]: unknown;
}

/** A case that is not listed */
export interface BlockdevAmendOptionsUnlisted {
  /** 5.2+ */ readonly driver: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface BlockdevBackup {
  /** 5.2+ */ readonly 'job-id'?: string | undefined;
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly sync: MirrorSyncMode;
  /** 5.2+ */ readonly speed?: number | bigint | undefined;
  /** 5.2+ */ readonly bitmap?: string | undefined;
  /** 5.2+ */ readonly 'bitmap-mode'?: BitmapSyncMode | undefined;
  /** 5.2+ */ readonly compress?: boolean | undefined;
  /** 5.2+ */ readonly 'on-source-error'?: BlockdevOnError | undefined;
  /** 5.2+ */ readonly 'on-target-error'?: BlockdevOnError | undefined;
  /** 11.1+ */ readonly 'on-cbw-error'?: BlockdevBackupOnCbwError | undefined;
  /** 5.2+ */ readonly 'auto-finalize'?: boolean | undefined;
  /** 5.2+ */ readonly 'auto-dismiss'?: boolean | undefined;
  /** 5.2+ */ readonly 'filter-node-name'?: string | undefined;
  /** 10.0+ */ readonly 'discard-source'?: boolean | undefined;
  /** 7.2+, unstable */ readonly 'x-perf'?: BackupPerf | undefined;
  /** 5.2+ */ readonly target: string;
}

/** 7.2+ */
export type BlockdevBackupOnCbwError = 'break-guest-write' | 'break-snapshot' | (string & {});

/** 5.2+ */
export interface BlockdevCacheInfo {
  /** 5.2+ */ readonly writeback: boolean;
  /** 5.2+ */ readonly direct: boolean;
  /** 5.2+ */ readonly 'no-flush': boolean;
}

/** 5.2+ */
export interface BlockdevCacheOptions {
  /** 5.2+ */ readonly direct?: boolean | undefined;
  /** 5.2+ */ readonly 'no-flush'?: boolean | undefined;
}

/** 5.2+ */
export interface BlockdevChangeMediumArguments {
  /** @deprecated from 5.2 on (5.2+) */ readonly device?: string | undefined;
  /** 5.2+ */ readonly id?: string | undefined;
  /** 5.2+ */ readonly filename: string;
  /** 5.2+ */ readonly format?: string | undefined;
  /** 7.2+ */ readonly force?: boolean | undefined;
  /** 5.2+ */ readonly 'read-only-mode'?: BlockdevChangeReadOnlyMode | undefined;
}

/** 5.2+ */
export type BlockdevChangeReadOnlyMode = 'retain' | 'read-only' | 'read-write' | (string & {});

/** 11.1+ */
export interface BlockdevChild {
  /** 11.1+ */ readonly child: string;
  /** 11.1+ */ readonly 'node-name': string;
}

/** 5.2+ */
export interface BlockdevCloseTrayArguments {
  /** @deprecated from 5.2 on (5.2+) */ readonly device?: string | undefined;
  /** 5.2+ */ readonly id?: string | undefined;
}

/** 5.2+ */
export interface BlockdevCreateArguments {
  /** 5.2+ */ readonly 'job-id': string;
  /** 5.2+ */ readonly options: BlockdevCreateOptions;
}

/** 5.2+ */
export type BlockdevCreateOptions =
  | BlockdevCreateOptionsFile | BlockdevCreateOptionsLuks | BlockdevCreateOptionsNfs
  | BlockdevCreateOptionsParallels | BlockdevCreateOptionsQcow | BlockdevCreateOptionsQcow2
  | BlockdevCreateOptionsQed | BlockdevCreateOptionsRbd | BlockdevCreateOptionsSsh | BlockdevCreateOptionsVdi
  | BlockdevCreateOptionsVhdx | BlockdevCreateOptionsVmdk | BlockdevCreateOptionsVpc
  | BlockdevCreateOptionsBare | BlockdevCreateOptionsGluster | BlockdevCreateOptionsSheepdog
  | BlockdevCreateOptionsUnlisted;

/** 5.2+ */
export interface BlockdevCreateOptionsBare {
  /**
   * 5.2+; 7.2+: copy-before-write, snapshot-access, preallocate; 10.0+: io_uring, nvme-io_uring,
   * virtio-blk-vfio-pci, virtio-blk-vhost-user, virtio-blk-vhost-vdpa
   */
  readonly driver:
    | 'blkdebug' | 'blklogwrites' | 'blkreplay' | 'blkverify' | 'bochs' | 'cloop' | 'compress'
    | 'copy-before-write' | 'copy-on-read' | 'dmg' | 'ftp' | 'ftps' | 'host_cdrom' | 'host_device' | 'http'
    | 'https' | 'io_uring' | 'iscsi' | 'nbd' | 'null-aio' | 'null-co' | 'nvme' | 'nvme-io_uring'
    | 'preallocate' | 'quorum' | 'raw' | 'replication' | 'snapshot-access' | 'throttle'
    | 'virtio-blk-vfio-pci' | 'virtio-blk-vhost-user' | 'virtio-blk-vhost-vdpa' | 'vvfat';
}

/** 5.2+ */
export interface BlockdevCreateOptionsFile {
  /** 5.2+ */ readonly driver: 'file';
  /** 5.2+ */ readonly filename: string;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly preallocation?: PreallocMode | undefined;
  /** 5.2+ */ readonly nocow?: boolean | undefined;
  /** 5.2+ */ readonly 'extent-size-hint'?: number | bigint | undefined;
}

/** until 10.0 */
export interface BlockdevCreateOptionsGluster {
  /** until 10.0 */ readonly driver: 'gluster';
  /** until 10.0 */ readonly location: GlusterLocation;
  /** until 10.0 */ readonly size: number | bigint;
  /** until 10.0 */ readonly preallocation?: PreallocMode | undefined;
}

/** 5.2+ */
export interface BlockdevCreateOptionsLuks {
  /** 5.2+ */ readonly driver: 'luks';
  /** 5.2+ */ readonly 'key-secret'?: string | undefined;
  /** 5.2+ */ readonly 'cipher-alg'?: QCryptoCipherAlgo | undefined;
  /** 5.2+ */ readonly 'cipher-mode'?: QCryptoCipherMode | undefined;
  /** 5.2+ */ readonly 'ivgen-alg'?: QCryptoIVGenAlgo | undefined;
  /** 5.2+ */ readonly 'ivgen-hash-alg'?: QCryptoHashAlgo | undefined;
  /** 5.2+ */ readonly 'hash-alg'?: QCryptoHashAlgo | undefined;
  /** 5.2+ */ readonly 'iter-time'?: number | bigint | undefined;
  /** 5.2+ */ readonly file?: BlockdevRef | undefined;
  /** 10.0+ */ readonly header?: BlockdevRef | undefined;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly preallocation?: PreallocMode | undefined;
}

/** 5.2+ */
export interface BlockdevCreateOptionsNfs {
  /** 5.2+ */ readonly driver: 'nfs';
  /** 5.2+ */ readonly location: NfsLocation;
  /** 5.2+ */ readonly size: number | bigint;
}

/** 5.2+ */
export interface BlockdevCreateOptionsParallels {
  /** 5.2+ */ readonly driver: 'parallels';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly 'cluster-size'?: number | bigint | undefined;
}

/** 5.2+ */
export interface BlockdevCreateOptionsQcow {
  /** 5.2+ */ readonly driver: 'qcow';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly 'backing-file'?: string | undefined;
  /** 5.2+ */ readonly encrypt?: QCryptoBlockCreateOptions | undefined;
}

/** 5.2+ */
export interface BlockdevCreateOptionsQcow2 {
  /** 5.2+ */ readonly driver: 'qcow2';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly 'data-file'?: BlockdevRef | undefined;
  /** 5.2+ */ readonly 'data-file-raw'?: boolean | undefined;
  /** 5.2+ */ readonly 'extended-l2'?: boolean | undefined;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly version?: BlockdevQcow2Version | undefined;
  /** 5.2+ */ readonly 'backing-file'?: string | undefined;
  /** 5.2+ */ readonly 'backing-fmt'?: BlockdevDriver | undefined;
  /** 5.2+ */ readonly encrypt?: QCryptoBlockCreateOptions | undefined;
  /** 5.2+ */ readonly 'cluster-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly preallocation?: PreallocMode | undefined;
  /** 5.2+ */ readonly 'lazy-refcounts'?: boolean | undefined;
  /** 5.2+ */ readonly 'refcount-bits'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'compression-type'?: Qcow2CompressionType | undefined;
}

/** 5.2+ */
export interface BlockdevCreateOptionsQed {
  /** 5.2+ */ readonly driver: 'qed';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly 'backing-file'?: string | undefined;
  /** 5.2+ */ readonly 'backing-fmt'?: BlockdevDriver | undefined;
  /** 5.2+ */ readonly 'cluster-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'table-size'?: number | bigint | undefined;
}

/** 5.2+ */
export interface BlockdevCreateOptionsRbd {
  /** 5.2+ */ readonly driver: 'rbd';
  /** 5.2+ */ readonly location: RbdLocation;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly 'cluster-size'?: number | bigint | undefined;
  /** 7.2+ */ readonly encrypt?: RbdEncryptionCreateOptions | undefined;
}

/** 5.2 only */
export interface BlockdevCreateOptionsSheepdog {
  /** 5.2 only */ readonly driver: 'sheepdog';
  /** 5.2 only */ readonly location: SheepdogLocation;
  /** 5.2 only */ readonly size: number | bigint;
  /** 5.2 only */ readonly 'backing-file'?: string | undefined;
  /** 5.2 only */ readonly preallocation?: PreallocMode | undefined;
  /** 5.2 only */ readonly redundancy?: BlockdevCreateOptionsSheepdogRedundancy | undefined;
  /** 5.2 only */ readonly 'object-size'?: number | bigint | undefined;
}

/** 5.2 only */
export type BlockdevCreateOptionsSheepdogRedundancy =
  | BlockdevCreateOptionsSheepdogRedundancyFull | BlockdevCreateOptionsSheepdogRedundancyErasureCoded
  | BlockdevCreateOptionsSheepdogRedundancyUnlisted;

/** 5.2 only */
export interface BlockdevCreateOptionsSheepdogRedundancyErasureCoded {
  /** 5.2 only */ readonly type: 'erasure-coded';
  /** 5.2 only */ readonly 'data-strips': number | bigint;
  /** 5.2 only */ readonly 'parity-strips': number | bigint;
}

/** 5.2 only */
export interface BlockdevCreateOptionsSheepdogRedundancyFull {
  /** 5.2 only */ readonly type: 'full';
  /** 5.2 only */ readonly copies: number | bigint;
}

/** A case that is not listed */
export interface BlockdevCreateOptionsSheepdogRedundancyUnlisted {
  /** 5.2 only */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface BlockdevCreateOptionsSsh {
  /** 5.2+ */ readonly driver: 'ssh';
  /** 5.2+ */ readonly location: SshLocation;
  /** 5.2+ */ readonly size: number | bigint;
}

/** A case that is not listed */
export interface BlockdevCreateOptionsUnlisted {
  /** 5.2+ */ readonly driver: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface BlockdevCreateOptionsVdi {
  /** 5.2+ */ readonly driver: 'vdi';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly preallocation?: PreallocMode | undefined;
}

/** 5.2+ */
export interface BlockdevCreateOptionsVhdx {
  /** 5.2+ */ readonly driver: 'vhdx';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly 'log-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'block-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly subformat?: BlockdevVhdxSubformat | undefined;
  /** 5.2+ */ readonly 'block-state-zero'?: boolean | undefined;
}

/** 5.2+ */
export interface BlockdevCreateOptionsVmdk {
  /** 5.2+ */ readonly driver: 'vmdk';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly extents?: readonly BlockdevRef[] | undefined;
  /** 5.2+ */ readonly subformat?: BlockdevVmdkSubformat | undefined;
  /** 5.2+ */ readonly 'backing-file'?: string | undefined;
  /** 5.2+ */ readonly 'adapter-type'?: BlockdevVmdkAdapterType | undefined;
  /** 5.2+ */ readonly hwversion?: string | undefined;
  /** 7.2+ */ readonly toolsversion?: string | undefined;
  /** 5.2+ */ readonly 'zeroed-grain'?: boolean | undefined;
}

/** 5.2+ */
export interface BlockdevCreateOptionsVpc {
  /** 5.2+ */ readonly driver: 'vpc';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly subformat?: BlockdevVpcSubformat | undefined;
  /** 5.2+ */ readonly 'force-size'?: boolean | undefined;
}

/** 5.2+ */
export interface BlockdevDelArguments {
  /** 5.2+ */ readonly 'node-name': string;
}

/** 5.2+ */
export type BlockdevDetectZeroesOptions = 'off' | 'on' | 'unmap' | (string & {});

/** 5.2+ */
export type BlockdevDiscardOptions = 'ignore' | 'unmap' | (string & {});

/**
 * 5.2+; 7.2+: copy-before-write, snapshot-access, preallocate; 10.0+: io_uring, nvme-io_uring,
 * virtio-blk-vfio-pci, virtio-blk-vhost-user, virtio-blk-vhost-vdpa; until 10.0: gluster; 5.2 only: sheepdog
 */
export type BlockdevDriver =
  | 'blkdebug' | 'blklogwrites' | 'blkreplay' | 'blkverify' | 'bochs' | 'cloop' | 'compress'
  | 'copy-before-write' | 'copy-on-read' | 'dmg' | 'file' | 'snapshot-access' | 'ftp' | 'ftps' | 'host_cdrom'
  | 'host_device' | 'http' | 'https' | 'io_uring' | 'iscsi' | 'luks' | 'nbd' | 'nfs' | 'null-aio' | 'null-co'
  | 'nvme' | 'nvme-io_uring' | 'parallels' | 'preallocate' | 'qcow' | 'qcow2' | 'qed' | 'quorum' | 'raw'
  | 'rbd' | 'replication' | 'ssh' | 'throttle' | 'vdi' | 'vhdx' | 'virtio-blk-vfio-pci'
  | 'virtio-blk-vhost-user' | 'virtio-blk-vhost-vdpa' | 'vmdk' | 'vpc' | 'vvfat' | 'gluster' | 'sheepdog'
  | (string & {});

/** 5.2+ */
export interface BlockdevInsertMediumArguments {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly 'node-name': string;
}

/** 5.2+ */
export interface BlockdevMirrorArguments {
  /** 5.2+ */ readonly 'job-id'?: string | undefined;
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly target: string;
  /** 5.2+ */ readonly replaces?: string | undefined;
  /** 5.2+ */ readonly sync: MirrorSyncMode;
  /** 5.2+ */ readonly speed?: number | bigint | undefined;
  /** 5.2+ */ readonly granularity?: number | bigint | undefined;
  /** 5.2+ */ readonly 'buf-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'on-source-error'?: BlockdevOnError | undefined;
  /** 5.2+ */ readonly 'on-target-error'?: BlockdevOnError | undefined;
  /** 5.2+ */ readonly 'filter-node-name'?: string | undefined;
  /** 5.2+ */ readonly 'copy-mode'?: MirrorCopyMode | undefined;
  /** 5.2+ */ readonly 'auto-finalize'?: boolean | undefined;
  /** 5.2+ */ readonly 'auto-dismiss'?: boolean | undefined;
  /** 11.1+ */ readonly 'target-is-zero'?: boolean | undefined;
}

/** 5.2+ */
export type BlockdevOnError = 'report' | 'ignore' | 'enospc' | 'stop' | 'auto' | (string & {});

/** 5.2+ */
export interface BlockdevOpenTrayArguments {
  /** @deprecated from 5.2 on (5.2+) */ readonly device?: string | undefined;
  /** 5.2+ */ readonly id?: string | undefined;
  /** 5.2+ */ readonly force?: boolean | undefined;
}

/** 5.2+ */
export type BlockdevOptions =
  | BlockdevOptionsBlkdebug | BlockdevOptionsBlklogwrites | BlockdevOptionsBlkverify
  | BlockdevOptionsBlkreplay | BlockdevOptionsGenericFormat | BlockdevOptionsCopyBeforeWrite
  | BlockdevOptionsCopyOnRead | BlockdevOptionsFile | BlockdevOptionsCurlFtp | BlockdevOptionsCurlFtps
  | BlockdevOptionsCurlHttp | BlockdevOptionsCurlHttps | BlockdevOptionsIoUring | BlockdevOptionsIscsi
  | BlockdevOptionsLuks | BlockdevOptionsNbd | BlockdevOptionsNfs | BlockdevOptionsNullAio
  | BlockdevOptionsNvme | BlockdevOptionsNvmeIoUring | BlockdevOptionsPreallocate | BlockdevOptionsQcow2
  | BlockdevOptionsQcow | BlockdevOptionsQed | BlockdevOptionsQuorum | BlockdevOptionsRaw
  | BlockdevOptionsRbd | BlockdevOptionsReplication | BlockdevOptionsSsh | BlockdevOptionsThrottle
  | BlockdevOptionsVirtioBlkVfioPci | BlockdevOptionsVirtioBlkVhostUser | BlockdevOptionsVirtioBlkVhostVdpa
  | BlockdevOptionsVvfat | BlockdevOptionsGluster | BlockdevOptionsSheepdog | BlockdevOptionsUnlisted;

/** What all cases of BlockdevOptions have */
export interface BlockdevOptionsBase {
  /** 5.2+ */ readonly 'node-name'?: string | undefined;
  /** 5.2+ */ readonly discard?: BlockdevDiscardOptions | undefined;
  /** 5.2+ */ readonly cache?: BlockdevCacheOptions | undefined;
  /** 10.0+ */ readonly active?: boolean | undefined;
  /** 5.2+ */ readonly 'read-only'?: boolean | undefined;
  /** 5.2+ */ readonly 'auto-read-only'?: boolean | undefined;
  /** 5.2+ */ readonly 'force-share'?: boolean | undefined;
  /** 5.2+ */ readonly 'detect-zeroes'?: BlockdevDetectZeroesOptions | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsBlkdebug extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'blkdebug';
  /** 5.2+ */ readonly image: BlockdevRef;
  /** 5.2+ */ readonly config?: string | undefined;
  /** 5.2+ */ readonly align?: number | bigint | undefined;
  /** 5.2+ */ readonly 'max-transfer'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'opt-write-zero'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'max-write-zero'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'opt-discard'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'max-discard'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'inject-error'?: readonly BlkdebugInjectErrorOptions[] | undefined;
  /** 5.2+ */ readonly 'set-state'?: readonly BlkdebugSetStateOptions[] | undefined;
  /** 5.2+ */ readonly 'take-child-perms'?: readonly BlockPermission[] | undefined;
  /** 5.2+ */ readonly 'unshare-child-perms'?: readonly BlockPermission[] | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsBlklogwrites extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'blklogwrites';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly log: BlockdevRef;
  /** 5.2+ */ readonly 'log-sector-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'log-append'?: boolean | undefined;
  /** 5.2+ */ readonly 'log-super-update-interval'?: number | bigint | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsBlkreplay extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'blkreplay';
  /** 5.2+ */ readonly image: BlockdevRef;
}

/** 5.2+ */
export interface BlockdevOptionsBlkverify extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'blkverify';
  /** 5.2+ */ readonly test: BlockdevRef;
  /** 5.2+ */ readonly raw: BlockdevRef;
}

/** 7.2+ */
export interface BlockdevOptionsCopyBeforeWrite extends BlockdevOptionsBase {
  /** 7.2+ */ readonly driver: 'copy-before-write';
  /** 7.2+ */ readonly file: BlockdevRef;
  /** 7.2+ */ readonly target: BlockdevRef;
  /** 7.2+ */ readonly bitmap?: BlockDirtyBitmap | undefined;
  /** 7.2+ */ readonly 'on-cbw-error'?: BlockdevBackupOnCbwError | undefined;
  /** 7.2+ */ readonly 'cbw-timeout'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'min-cluster-size'?: number | bigint | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsCopyOnRead extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'copy-on-read';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 7.2+ */ readonly bottom?: string | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsCurlFtp extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'ftp';
  /** 5.2+ */ readonly url: string;
  /** 5.2+ */ readonly readahead?: number | bigint | undefined;
  /** 5.2+ */ readonly timeout?: number | bigint | undefined;
  /** 5.2+ */ readonly username?: string | undefined;
  /** 5.2+ */ readonly 'password-secret'?: string | undefined;
  /** 5.2+ */ readonly 'proxy-username'?: string | undefined;
  /** 5.2+ */ readonly 'proxy-password-secret'?: string | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsCurlFtps extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'ftps';
  /** 5.2+ */ readonly url: string;
  /** 5.2+ */ readonly readahead?: number | bigint | undefined;
  /** 5.2+ */ readonly timeout?: number | bigint | undefined;
  /** 5.2+ */ readonly username?: string | undefined;
  /** 5.2+ */ readonly 'password-secret'?: string | undefined;
  /** 5.2+ */ readonly 'proxy-username'?: string | undefined;
  /** 5.2+ */ readonly 'proxy-password-secret'?: string | undefined;
  /** 5.2+ */ readonly sslverify?: boolean | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsCurlHttp extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'http';
  /** 5.2+ */ readonly url: string;
  /** 5.2+ */ readonly readahead?: number | bigint | undefined;
  /** 5.2+ */ readonly timeout?: number | bigint | undefined;
  /** 5.2+ */ readonly username?: string | undefined;
  /** 5.2+ */ readonly 'password-secret'?: string | undefined;
  /** 5.2+ */ readonly 'proxy-username'?: string | undefined;
  /** 5.2+ */ readonly 'proxy-password-secret'?: string | undefined;
  /** 5.2+ */ readonly cookie?: string | undefined;
  /** 5.2+ */ readonly 'cookie-secret'?: string | undefined;
  /** 11.1+ */ readonly 'force-range'?: boolean | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsCurlHttps extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'https';
  /** 5.2+ */ readonly url: string;
  /** 5.2+ */ readonly readahead?: number | bigint | undefined;
  /** 5.2+ */ readonly timeout?: number | bigint | undefined;
  /** 5.2+ */ readonly username?: string | undefined;
  /** 5.2+ */ readonly 'password-secret'?: string | undefined;
  /** 5.2+ */ readonly 'proxy-username'?: string | undefined;
  /** 5.2+ */ readonly 'proxy-password-secret'?: string | undefined;
  /** 5.2+ */ readonly cookie?: string | undefined;
  /** 5.2+ */ readonly 'cookie-secret'?: string | undefined;
  /** 11.1+ */ readonly 'force-range'?: boolean | undefined;
  /** 5.2+ */ readonly sslverify?: boolean | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsFile extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'file' | 'host_cdrom' | 'host_device';
  /** 5.2+ */ readonly filename: string;
  /** 5.2+ */ readonly 'pr-manager'?: string | undefined;
  /** 5.2+ */ readonly locking?: OnOffAuto | undefined;
  /** 5.2+ */ readonly aio?: BlockdevAioOptions | undefined;
  /** 7.2+ */ readonly 'aio-max-batch'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'drop-cache'?: boolean | undefined;
  /** 5.2+, unstable */ readonly 'x-check-cache-dropped'?: boolean | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsGenericFormat extends BlockdevOptionsBase {
  /** 5.2+; 7.2+: snapshot-access */
  readonly driver:
    | 'bochs' | 'cloop' | 'compress' | 'dmg' | 'parallels' | 'snapshot-access' | 'vdi' | 'vhdx' | 'vpc';
  /** 5.2+ */ readonly file: BlockdevRef;
}

/** until 10.0 */
export interface BlockdevOptionsGluster extends BlockdevOptionsBase, GlusterLocation {
  /** until 10.0 */ readonly driver: 'gluster';
}

/** 10.0+ */
export interface BlockdevOptionsIoUring extends BlockdevOptionsBase {
  /** 10.0+ */ readonly driver: 'io_uring';
  /** 10.0+ */ readonly filename: string;
}

/** 5.2+ */
export interface BlockdevOptionsIscsi extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'iscsi';
  /** 5.2+ */ readonly transport: IscsiTransport;
  /** 5.2+ */ readonly portal: string;
  /** 5.2+ */ readonly target: string;
  /** 5.2+ */ readonly lun?: number | bigint | undefined;
  /** 5.2+ */ readonly user?: string | undefined;
  /** 5.2+ */ readonly 'password-secret'?: string | undefined;
  /** 5.2+ */ readonly 'initiator-name'?: string | undefined;
  /** 5.2+ */ readonly 'header-digest'?: IscsiHeaderDigest | undefined;
  /** 5.2+ */ readonly timeout?: number | bigint | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsLuks extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'luks';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly 'key-secret'?: string | undefined;
  /** 10.0+ */ readonly header?: BlockdevRef | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsNbd extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'nbd';
  /** 5.2+ */ readonly server: SocketAddress;
  /** 5.2+ */ readonly export?: string | undefined;
  /** 5.2+ */ readonly 'tls-creds'?: string | undefined;
  /** 7.2+ */ readonly 'tls-hostname'?: string | undefined;
  /** 5.2+, unstable */ readonly 'x-dirty-bitmap'?: string | undefined;
  /** 5.2+ */ readonly 'reconnect-delay'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'open-timeout'?: number | bigint | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsNfs extends BlockdevOptionsBase, NfsLocation {
  /** 5.2+ */ readonly driver: 'nfs';
}

/** 5.2+ */
export interface BlockdevOptionsNullAio extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'null-aio' | 'null-co';
  /** 5.2+ */ readonly size?: number | bigint | undefined;
  /** 5.2+ */ readonly 'latency-ns'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'read-zeroes'?: boolean | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsNvme extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'nvme';
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly namespace: number | bigint;
}

/** 10.0+ */
export interface BlockdevOptionsNvmeIoUring extends BlockdevOptionsBase {
  /** 10.0+ */ readonly driver: 'nvme-io_uring';
  /** 10.0+ */ readonly path: string;
}

/** 7.2+ */
export interface BlockdevOptionsPreallocate extends BlockdevOptionsBase {
  /** 7.2+ */ readonly driver: 'preallocate';
  /** 7.2+ */ readonly file: BlockdevRef;
  /** 7.2+ */ readonly 'prealloc-align'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'prealloc-size'?: number | bigint | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsQcow extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'qcow';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly backing?: BlockdevRefOrNull | undefined;
  /** 5.2+ */ readonly encrypt?: BlockdevQcowEncryption | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsQcow2 extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'qcow2';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly backing?: BlockdevRefOrNull | undefined;
  /** 5.2+ */ readonly 'lazy-refcounts'?: boolean | undefined;
  /** 5.2+ */ readonly 'pass-discard-request'?: boolean | undefined;
  /** 5.2+ */ readonly 'pass-discard-snapshot'?: boolean | undefined;
  /** 5.2+ */ readonly 'pass-discard-other'?: boolean | undefined;
  /** 10.0+ */ readonly 'discard-no-unref'?: boolean | undefined;
  /** 5.2+ */ readonly 'overlap-check'?: Qcow2OverlapChecks | undefined;
  /** 5.2+ */ readonly 'cache-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'l2-cache-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'l2-cache-entry-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'refcount-cache-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'cache-clean-interval'?: number | bigint | undefined;
  /** 5.2+ */ readonly encrypt?: BlockdevQcow2Encryption | undefined;
  /** 5.2+ */ readonly 'data-file'?: BlockdevRef | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsQed extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'qed' | 'vmdk';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly backing?: BlockdevRefOrNull | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsQuorum extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'quorum';
  /** 5.2+ */ readonly blkverify?: boolean | undefined;
  /** 5.2+ */ readonly children: readonly BlockdevRef[];
  /** 5.2+ */ readonly 'vote-threshold': number | bigint;
  /** 5.2+ */ readonly 'rewrite-corrupted'?: boolean | undefined;
  /** 5.2+ */ readonly 'read-pattern'?: QuorumReadPattern | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsRaw extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'raw';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly offset?: number | bigint | undefined;
  /** 5.2+ */ readonly size?: number | bigint | undefined;
}

/** 5.2+ */
export interface BlockdevOptionsRbd extends BlockdevOptionsBase, RbdLocation {
  /** 5.2+ */ readonly driver: 'rbd';
}

/** 5.2+ */
export interface BlockdevOptionsReplication extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'replication';
  /** 5.2+ */ readonly file: BlockdevRef;
  /** 5.2+ */ readonly mode: ReplicationMode;
  /** 5.2+ */ readonly 'top-id'?: string | undefined;
}

/** 5.2 only */
export interface BlockdevOptionsSheepdog extends BlockdevOptionsBase, SheepdogLocation {
  /** 5.2 only */ readonly driver: 'sheepdog';
}

/** 5.2+ */
export interface BlockdevOptionsSsh extends BlockdevOptionsBase, SshLocation {
  /** 5.2+ */ readonly driver: 'ssh';
}

/** 5.2+ */
export interface BlockdevOptionsThrottle extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'throttle';
  /** 5.2+ */ readonly 'throttle-group': string;
  /** 5.2+ */ readonly file: BlockdevRef;
}

/** A case that is not listed */
export interface BlockdevOptionsUnlisted extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: Unlisted;
  readonly [member: string]: unknown;
}

/** 10.0+ */
export interface BlockdevOptionsVirtioBlkVfioPci extends BlockdevOptionsBase {
  /** 10.0+ */ readonly driver: 'virtio-blk-vfio-pci';
  /** 10.0+ */ readonly path: string;
}

/** 10.0+ */
export interface BlockdevOptionsVirtioBlkVhostUser extends BlockdevOptionsBase {
  /** 10.0+ */ readonly driver: 'virtio-blk-vhost-user';
  /** 10.0+ */ readonly path: string;
}

/** 10.0+ */
export interface BlockdevOptionsVirtioBlkVhostVdpa extends BlockdevOptionsBase {
  /** 10.0+ */ readonly driver: 'virtio-blk-vhost-vdpa';
  /** 10.0+ */ readonly path: string;
}

/** 5.2+ */
export interface BlockdevOptionsVvfat extends BlockdevOptionsBase {
  /** 5.2+ */ readonly driver: 'vvfat';
  /** 5.2+ */ readonly dir: string;
  /** 5.2+ */ readonly 'fat-type'?: number | bigint | undefined;
  /** 5.2+ */ readonly floppy?: boolean | undefined;
  /** 5.2+ */ readonly label?: string | undefined;
  /** 5.2+ */ readonly rw?: boolean | undefined;
}

/** 5.2+ */
export type BlockdevQcow2Encryption =
  | BlockdevQcow2EncryptionAes | BlockdevQcow2EncryptionLuks | BlockdevQcow2EncryptionUnlisted;

/** 5.2+ */
export interface BlockdevQcow2EncryptionAes extends QCryptoBlockOptionsQCow {
  /** 5.2+ */ readonly format: 'aes';
}

/** 5.2+ */
export interface BlockdevQcow2EncryptionLuks {
  /** 5.2+ */ readonly format: 'luks';
  /** 5.2+ */ readonly 'key-secret'?: string | undefined;
}

/** A case that is not listed */
export interface BlockdevQcow2EncryptionUnlisted {
  /** 5.2+ */ readonly format: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export type BlockdevQcow2Version = 'v2' | 'v3' | (string & {});

/** 5.2+ */
export type BlockdevQcowEncryption = BlockdevQcowEncryptionAes | BlockdevQcowEncryptionUnlisted;

/** 5.2+ */
export interface BlockdevQcowEncryptionAes extends QCryptoBlockOptionsQCow {
  /** 5.2+ */ readonly format: 'aes';
}

/** A case that is not listed */
export interface BlockdevQcowEncryptionUnlisted {
  /** 5.2+ */ readonly format: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export type BlockdevRef = BlockdevOptions | string;

/** 5.2+ */
export type BlockdevRefOrNull = BlockdevOptions | string | null;

/** 5.2+ */
export interface BlockdevRemoveMediumArguments {
  /** 5.2+ */ readonly id: string;
}

/** 7.2+ */
export interface BlockdevReopenArguments {
  /** 7.2+ */ readonly options: readonly BlockdevOptions[];
}

/** 10.0+ */
export interface BlockdevSetActiveArguments {
  /** 10.0+ */ readonly 'node-name'?: string | undefined;
  /** 10.0+ */ readonly active: boolean;
}

/** 5.2+ */
export interface BlockdevSnapshot {
  /** 5.2+ */ readonly node: string;
  /** 5.2+ */ readonly overlay: string;
}

/** 5.2+ */
export interface BlockdevSnapshotDeleteInternalSyncArguments {
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly id?: string | undefined;
  /** 5.2+ */ readonly name?: string | undefined;
}

/** 5.2+ */
export interface BlockdevSnapshotInternal {
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly name: string;
}

/** 5.2+ */
export interface BlockdevSnapshotSync {
  /** 5.2+ */ readonly device?: string | undefined;
  /** 5.2+ */ readonly 'node-name'?: string | undefined;
  /** 5.2+ */ readonly 'snapshot-file': string;
  /** 5.2+ */ readonly 'snapshot-node-name'?: string | undefined;
  /** 5.2+ */ readonly format?: string | undefined;
  /** 5.2+ */ readonly mode?: NewImageMode | undefined;
}

/** 5.2+ */
export type BlockdevVhdxSubformat = 'dynamic' | 'fixed' | (string & {});

/** 5.2+ */
export type BlockdevVmdkAdapterType = 'ide' | 'buslogic' | 'lsilogic' | 'legacyESX' | (string & {});

/** 5.2+ */
export type BlockdevVmdkSubformat =
  | 'monolithicSparse' | 'monolithicFlat' | 'twoGbMaxExtentSparse' | 'twoGbMaxExtentFlat' | 'streamOptimized'
  | (string & {});

/** 5.2+ */
export type BlockdevVpcSubformat = 'dynamic' | 'fixed' | (string & {});

/** 5.2+ */
export type COLOExitReason = 'none' | 'request' | 'error' | 'processing' | (string & {});

/** 5.2+ */
export type COLOMode = 'none' | 'primary' | 'secondary' | (string & {});

/** 5.2+ */
export interface COLOStatus {
  /** 5.2+ */ readonly mode: COLOMode;
  /** 5.2+ */ readonly 'last-mode': COLOMode;
  /** 5.2+ */ readonly reason: COLOExitReason;
}

/** 10.0+ */
export interface CXLUncorErrorRecord {
  /** 10.0+ */ readonly type: CxlUncorErrorType;
  /** 10.0+ */ readonly header: readonly (number | bigint)[];
}

/** 5.2+ */
export interface CalcDirtyRateArguments {
  /** 5.2+ */ readonly 'calc-time': number | bigint;
  /** 10.0+ */ readonly 'calc-time-unit'?: TimeUnit | undefined;
  /** 7.2+ */ readonly 'sample-pages'?: number | bigint | undefined;
  /** 7.2+ */ readonly mode?: DirtyRateMeasureMode | undefined;
}

/** 7.2+ */
export interface CancelVcpuDirtyLimitArguments {
  /** 7.2+ */ readonly 'cpu-index'?: number | bigint | undefined;
}

/** 5.2 only */
export interface ChangeArguments {
  /** 5.2 only */ readonly device: string;
  /** 5.2 only */ readonly target: string;
  /** 5.2 only */ readonly arg?: string | undefined;
}

/** 5.2+ */
export interface ChangeBackingFileArguments {
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly 'image-node-name': string;
  /** 5.2+ */ readonly 'backing-file': string;
}

/** 5.2+ */
export interface ChangeVncPasswordArguments {
  /** 5.2+ */ readonly password: string;
}

/** 5.2+ */
export interface ChardevAddArguments {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly backend: ChardevBackend;
}

/** 5.2+ */
export type ChardevBackend =
  | ChardevBackendFile | ChardevBackendSerial | ChardevBackendSocket | ChardevBackendUdp | ChardevBackendPty
  | ChardevBackendCommon | ChardevBackendMux | ChardevBackendHub | ChardevBackendStdio
  | ChardevBackendSpicevmc | ChardevBackendSpiceport | ChardevBackendQemuVDAgent | ChardevBackendDBus
  | ChardevBackendVC | ChardevBackendRingbuf | ChardevBackendUnlisted;

/** 5.2+ */
export interface ChardevBackendCommon {
  /** 5.2+; until 7.2: console */
  readonly type: 'braille' | 'console' | 'msmouse' | 'null' | 'testdev' | 'wctablet';
  /** 5.2+ */ readonly data: ChardevCommon;
}

/** 7.2+ */
export interface ChardevBackendDBus {
  /** 7.2+ */ readonly type: 'dbus';
  /** 7.2+ */ readonly data: ChardevDBus;
}

/** 5.2+ */
export interface ChardevBackendFile {
  /** 5.2+ */ readonly type: 'file';
  /** 5.2+ */ readonly data: ChardevFile;
}

/** 10.0+ */
export interface ChardevBackendHub {
  /** 10.0+ */ readonly type: 'hub';
  /** 10.0+ */ readonly data: ChardevHub;
}

/** 5.2+ */
export interface ChardevBackendInfo {
  /** 5.2+ */ readonly name: string;
}

/** 5.2+ */
export interface ChardevBackendMux {
  /** 5.2+ */ readonly type: 'mux';
  /** 5.2+ */ readonly data: ChardevMux;
}

/** 5.2+ */
export interface ChardevBackendPty {
  /** 5.2+ */ readonly type: 'pty';
  /** 5.2+ */ readonly data: ChardevPty;
}

/** 7.2+ */
export interface ChardevBackendQemuVDAgent {
  /** 7.2+ */ readonly type: 'qemu-vdagent';
  /** 7.2+ */ readonly data: ChardevQemuVDAgent;
}

/** 5.2+ */
export interface ChardevBackendRingbuf {
  /** 5.2+ */ readonly type: 'memory' | 'ringbuf';
  /** 5.2+ */ readonly data: ChardevRingbuf;
}

/** 5.2+ */
export interface ChardevBackendSerial {
  /** 5.2+ */ readonly type: 'parallel' | 'pipe' | 'serial';
  /** 5.2+ */ readonly data: ChardevHostdev;
}

/** 5.2+ */
export interface ChardevBackendSocket {
  /** 5.2+ */ readonly type: 'socket';
  /** 5.2+ */ readonly data: ChardevSocket;
}

/** 5.2+ */
export interface ChardevBackendSpiceport {
  /** 5.2+ */ readonly type: 'spiceport';
  /** 5.2+ */ readonly data: ChardevSpicePort;
}

/** 5.2+ */
export interface ChardevBackendSpicevmc {
  /** 5.2+ */ readonly type: 'spicevmc';
  /** 5.2+ */ readonly data: ChardevSpiceChannel;
}

/** 5.2+ */
export interface ChardevBackendStdio {
  /** 5.2+ */ readonly type: 'stdio';
  /** 5.2+ */ readonly data: ChardevStdio;
}

/** 5.2+ */
export interface ChardevBackendUdp {
  /** 5.2+ */ readonly type: 'udp';
  /** 5.2+ */ readonly data: ChardevUdp;
}

/** A case that is not listed */
export interface ChardevBackendUnlisted {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface ChardevBackendVC {
  /** 5.2+ */ readonly type: 'vc';
  /** 5.2+ */ readonly data: ChardevVC;
}

/** 5.2+ */
export interface ChardevChangeArguments {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly backend: ChardevBackend;
}

/** 5.2+ */
export interface ChardevCommon {
  /** 5.2+ */ readonly logfile?: string | undefined;
  /** 5.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
}

/** 7.2+ */
export interface ChardevDBus {
  /** 7.2+ */ readonly logfile?: string | undefined;
  /** 7.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 7.2+ */ readonly name: string;
  /** 11.1+ */ readonly encoding?: ChardevDBusEncoding | undefined;
}

/** 11.1+ */
export type ChardevDBusEncoding = 'cp437' | 'utf8' | (string & {});

/** 5.2+ */
export interface ChardevFile {
  /** 5.2+ */ readonly logfile?: string | undefined;
  /** 5.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 5.2+ */ readonly in?: string | undefined;
  /** 5.2+ */ readonly out: string;
  /** 5.2+ */ readonly append?: boolean | undefined;
}

/** 5.2+ */
export interface ChardevHostdev {
  /** 5.2+ */ readonly logfile?: string | undefined;
  /** 5.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 5.2+ */ readonly device: string;
}

/** 10.0+ */
export interface ChardevHub {
  /** 10.0+ */ readonly logfile?: string | undefined;
  /** 10.0+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 10.0+ */ readonly chardevs: readonly string[];
}

/** 5.2+ */
export interface ChardevInfo {
  /** 5.2+ */ readonly label: string;
  /** 5.2+ */ readonly filename: string;
  /** 5.2+ */ readonly 'frontend-open': boolean;
}

/** 5.2+ */
export interface ChardevMux {
  /** 5.2+ */ readonly logfile?: string | undefined;
  /** 5.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 5.2+ */ readonly chardev: string;
}

/** 5.2+ */
export interface ChardevPty {
  /** 5.2+ */ readonly logfile?: string | undefined;
  /** 5.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 10.0+ */ readonly path?: string | undefined;
}

/** 7.2+ */
export interface ChardevQemuVDAgent {
  /** 7.2+ */ readonly logfile?: string | undefined;
  /** 7.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 7.2+ */ readonly mouse?: boolean | undefined;
  /** 7.2+ */ readonly clipboard?: boolean | undefined;
}

/** 5.2+ */
export interface ChardevRemoveArguments {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export interface ChardevReturn {
  /** 5.2+ */ readonly pty?: string | undefined;
}

/** 5.2+ */
export interface ChardevRingbuf {
  /** 5.2+ */ readonly logfile?: string | undefined;
  /** 5.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 5.2+ */ readonly size?: number | bigint | undefined;
}

/** 5.2+ */
export interface ChardevSendBreakArguments {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export interface ChardevSocket {
  /** 5.2+ */ readonly logfile?: string | undefined;
  /** 5.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 5.2+ */ readonly addr: SocketAddressLegacy;
  /** 5.2+ */ readonly 'tls-creds'?: string | undefined;
  /** 5.2+ */ readonly 'tls-authz'?: string | undefined;
  /** 5.2+ */ readonly server?: boolean | undefined;
  /** 5.2+ */ readonly wait?: boolean | undefined;
  /** 5.2+ */ readonly nodelay?: boolean | undefined;
  /** 5.2+ */ readonly telnet?: boolean | undefined;
  /** 5.2+ */ readonly tn3270?: boolean | undefined;
  /** 5.2+ */ readonly websocket?: boolean | undefined;
  /** 10.0+ */ readonly 'reconnect-ms'?: number | bigint | undefined;
  /** until 10.0 */ readonly reconnect?: number | bigint | undefined;
}

/** 5.2+ */
export interface ChardevSpiceChannel {
  /** 5.2+ */ readonly logfile?: string | undefined;
  /** 5.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 5.2+ */ readonly type: string;
}

/** 5.2+ */
export interface ChardevSpicePort {
  /** 5.2+ */ readonly logfile?: string | undefined;
  /** 5.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 5.2+ */ readonly fqdn: string;
}

/** 5.2+ */
export interface ChardevStdio {
  /** 5.2+ */ readonly logfile?: string | undefined;
  /** 5.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 5.2+ */ readonly signal?: boolean | undefined;
}

/** 5.2+ */
export interface ChardevUdp {
  /** 5.2+ */ readonly logfile?: string | undefined;
  /** 5.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 5.2+ */ readonly remote: SocketAddressLegacy;
  /** 5.2+ */ readonly local?: SocketAddressLegacy | undefined;
}

/** 5.2+ */
export interface ChardevVC {
  /** 5.2+ */ readonly logfile?: string | undefined;
  /** 5.2+ */ readonly logappend?: boolean | undefined;
  /** 11.1+ */ readonly logtimestamp?: boolean | undefined;
  /** 5.2+ */ readonly width?: number | bigint | undefined;
  /** 5.2+ */ readonly height?: number | bigint | undefined;
  /** 5.2+ */ readonly cols?: number | bigint | undefined;
  /** 5.2+ */ readonly rows?: number | bigint | undefined;
  /** 11.1+ */ readonly encoding?: ChardevDBusEncoding | undefined;
}

/** 5.2+ */
export interface ClientMigrateInfoArguments {
  /** 5.2+ */ readonly protocol: string;
  /** 5.2+ */ readonly hostname: string;
  /** 5.2+ */ readonly port?: number | bigint | undefined;
  /** 5.2+ */ readonly 'tls-port'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'cert-subject'?: string | undefined;
}

/** 5.2+ */
export interface ClosefdArguments {
  /** 5.2+ */ readonly fdname: string;
}

/** 5.2+ */
export interface ColoExitEvent {
  /** 5.2+ */ readonly mode: COLOMode;
  /** 5.2+ */ readonly reason: COLOExitReason;
}

/** 5.2+ */
export interface CommandInfo {
  /** 5.2+ */ readonly name: string;
}

/** 5.2+ */
export interface CommandLineOptionInfo {
  /** 5.2+ */ readonly option: string;
  /** 5.2+ */ readonly parameters: readonly CommandLineParameterInfo[];
}

/** 5.2+ */
export interface CommandLineParameterInfo {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly type: CommandLineParameterType;
  /** 5.2+ */ readonly help?: string | undefined;
  /** 5.2+ */ readonly default?: string | undefined;
}

/** 5.2+ */
export type CommandLineParameterType = 'string' | 'boolean' | 'number' | 'size' | (string & {});

/** 10.0+ */
export interface CompatProperty {
  /** 10.0+ */ readonly 'qom-type': string;
  /** 10.0+ */ readonly property: string;
  /** 10.0+ */ readonly value: string;
}

/** until 7.2 */
export interface CompressionStats {
  /** until 7.2 */ readonly pages: number;
  /** until 7.2 */ readonly busy: number;
  /** until 7.2 */ readonly 'busy-rate': number;
  /** until 7.2 */ readonly 'compressed-size': number | bigint;
  /** until 7.2 */ readonly 'compression-rate': number;
}

/** 5.2+ */
export interface CpuDefinitionInfo {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly 'migration-safe'?: boolean | undefined;
  /** 5.2+ */ readonly static: boolean;
  /** 5.2+ */ readonly 'unavailable-features'?: readonly string[] | undefined;
  /** 5.2+ */ readonly typename: string;
  /** 5.2+ */ readonly 'alias-of'?: string | undefined;
  /** 5.2+ */ readonly deprecated: boolean;
}

/** 5.2 only */
export type CpuInfo =
  | CpuInfoX86 | CpuInfoSparc | CpuInfoPpc | CpuInfoMips | CpuInfoTricore | CpuInfoS390 | CpuInfoRiscv
  | CpuInfoOther | CpuInfoUnlisted;

/** 5.2 only */
export type CpuInfoArch =
  | 'x86' | 'sparc' | 'ppc' | 'mips' | 'tricore' | 's390' | 'riscv' | 'other' | (string & {});

/** What all cases of CpuInfo have */
export interface CpuInfoBase {
  /** 5.2 only */ readonly CPU: number;
  /** 5.2 only */ readonly current: boolean;
  /** 5.2 only */ readonly halted: boolean;
  /** 5.2 only */ readonly qom_path: string;
  /** 5.2 only */ readonly thread_id: number;
  /** 5.2 only */ readonly props?: CpuInstanceProperties | undefined;
}

/** 5.2+ */
export type CpuInfoFast = CpuInfoFastS390x | CpuInfoFastBare | CpuInfoFastUnlisted;

/** 5.2+ */
export interface CpuInfoFastBare extends CpuInfoFastBase {
  /**
   * 5.2+; 11.1+: hexagon; 7.2+: loongarch64; until 10.0: microblazeel; until 7.2: cris, nios2; 5.2 only:
   * lm32, moxie, unicore32
   */
  readonly target:
    | 'aarch64' | 'alpha' | 'arm' | 'avr' | 'cris' | 'hexagon' | 'hppa' | 'i386' | 'lm32' | 'loongarch64'
    | 'm68k' | 'microblaze' | 'microblazeel' | 'mips' | 'mips64' | 'mips64el' | 'mipsel' | 'moxie' | 'nios2'
    | 'or1k' | 'ppc' | 'ppc64' | 'riscv32' | 'riscv64' | 'rx' | 'sh4' | 'sh4eb' | 'sparc' | 'sparc64'
    | 'tricore' | 'unicore32' | 'x86_64' | 'xtensa' | 'xtensaeb';
}

/** What all cases of CpuInfoFast have */
export interface CpuInfoFastBase {
  /** 5.2+ */ readonly 'cpu-index': number;
  /** 11.1+ */ readonly 'qom-type'?: string | undefined;
  /** 5.2+ */ readonly 'qom-path': string;
  /** 5.2+ */ readonly 'thread-id': number;
  /** 5.2+ */ readonly props?: CpuInstanceProperties | undefined;
  /** 5.2 only */ readonly arch?: CpuInfoArch | undefined;
}

/** 5.2+ */
export interface CpuInfoFastS390 {
  /** 5.2+ */ readonly 'cpu-state': S390CpuState;
  /** 10.0+ */ readonly dedicated?: boolean | undefined;
  /** 10.0+ */ readonly entitlement?: S390CpuEntitlement | undefined;
}

/** 5.2+ */
export interface CpuInfoFastS390x extends CpuInfoFastBase, CpuInfoFastS390 {
  /** 5.2+ */ readonly target: 's390x';
}

/** A case that is not listed */
export interface CpuInfoFastUnlisted extends CpuInfoFastBase {
  /** 5.2+ */ readonly target: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2 only */
export interface CpuInfoMips extends CpuInfoBase {
  /** 5.2 only */ readonly arch: 'mips';
  /** 5.2 only */ readonly PC: number | bigint;
}

/** 5.2 only */
export interface CpuInfoOther extends CpuInfoBase {
  /** 5.2 only */ readonly arch: 'other';
}

/** 5.2 only */
export interface CpuInfoPpc extends CpuInfoBase {
  /** 5.2 only */ readonly arch: 'ppc';
  /** 5.2 only */ readonly nip: number | bigint;
}

/** 5.2 only */
export interface CpuInfoRiscv extends CpuInfoBase {
  /** 5.2 only */ readonly arch: 'riscv';
  /** 5.2 only */ readonly pc: number | bigint;
}

/** 5.2 only */
export interface CpuInfoS390 extends CpuInfoBase, CpuInfoFastS390 {
  /** 5.2 only */ readonly arch: 's390';
}

/** 5.2 only */
export interface CpuInfoSparc extends CpuInfoBase {
  /** 5.2 only */ readonly arch: 'sparc';
  /** 5.2 only */ readonly pc: number | bigint;
  /** 5.2 only */ readonly npc: number | bigint;
}

/** 5.2 only */
export interface CpuInfoTricore extends CpuInfoBase {
  /** 5.2 only */ readonly arch: 'tricore';
  /** 5.2 only */ readonly PC: number;
}

/** A case that is not listed */
export interface CpuInfoUnlisted extends CpuInfoBase {
  /** 5.2 only */ readonly arch: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2 only */
export interface CpuInfoX86 extends CpuInfoBase {
  /** 5.2 only */ readonly arch: 'x86';
  /** 5.2 only */ readonly pc: number | bigint;
}

/** 5.2+ */
export interface CpuInstanceProperties {
  /** 5.2+ */ readonly 'node-id'?: number | undefined;
  /** 10.0+ */ readonly 'drawer-id'?: number | undefined;
  /** 10.0+ */ readonly 'book-id'?: number | undefined;
  /** 5.2+ */ readonly 'socket-id'?: number | undefined;
  /** 5.2+ */ readonly 'die-id'?: number | undefined;
  /** 7.2+ */ readonly 'cluster-id'?: number | undefined;
  /** 10.0+ */ readonly 'module-id'?: number | undefined;
  /** 5.2+ */ readonly 'core-id'?: number | undefined;
  /** 5.2+ */ readonly 'thread-id'?: number | undefined;
}

/** 11.1+ */
export interface CpuModelBaselineInfo {
  /** 11.1+ */ readonly model: CpuModelInfo;
}

/** 11.1+ */
export interface CpuModelCompareInfo {
  /** 11.1+ */ readonly result: CpuModelCompareResult;
  /** 11.1+ */ readonly 'responsible-properties': readonly string[];
}

/** 11.1+ */
export type CpuModelCompareResult = 'incompatible' | 'identical' | 'superset' | 'subset' | (string & {});

/** 5.2+ */
export interface CpuModelExpansionInfo {
  /** 5.2+ */ readonly model: CpuModelInfo;
  /** 11.1+ */ readonly 'deprecated-props'?: readonly string[] | undefined;
}

/** 5.2+ */
export type CpuModelExpansionType = 'static' | 'full' | (string & {});

/** 5.2+ */
export interface CpuModelInfo {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly props?: unknown;
}

/** 11.1+ */
export interface CpuPolarizationChangeEvent {
  /** 11.1+ */ readonly polarization: S390CpuPolarization;
}

/** 11.1+ */
export interface CpuPolarizationInfo {
  /** 11.1+ */ readonly polarization: S390CpuPolarization;
}

/** 5.2+ */
export interface CurrentMachineParams {
  /** 5.2+ */ readonly 'wakeup-suspend-support': boolean;
}

/** 10.0+ */
export interface CxlAddDynamicCapacityArguments {
  /** 10.0+ */ readonly path: string;
  /** 10.0+ */ readonly 'host-id': number | bigint;
  /** 10.0+ */ readonly 'selection-policy': CxlExtentSelectionPolicy;
  /** 10.0+ */ readonly region: number | bigint;
  /** 10.0+ */ readonly tag?: string | undefined;
  /** 10.0+ */ readonly extents: readonly CxlDynamicCapacityExtent[];
}

/** 10.0+ */
export type CxlCorErrorType =
  | 'cache-data-ecc' | 'mem-data-ecc' | 'crc-threshold' | 'retry-threshold' | 'cache-poison-received'
  | 'mem-poison-received' | 'physical' | (string & {});

/** 10.0+ */
export interface CxlDynamicCapacityExtent {
  /** 10.0+ */ readonly offset: number | bigint;
  /** 10.0+ */ readonly len: number | bigint;
}

/** 10.0+ */
export type CxlEventLog = 'informational' | 'warning' | 'failure' | 'fatal' | (string & {});

/** 10.0+ */
export type CxlExtentRemovalPolicy = 'tag-based' | 'prescriptive' | (string & {});

/** 10.0+ */
export type CxlExtentSelectionPolicy =
  | 'free' | 'contiguous' | 'prescriptive' | 'enable-shared-access' | (string & {});

/** 10.0+ */
export interface CxlInjectCorrectableErrorArguments {
  /** 10.0+ */ readonly path: string;
  /** 10.0+ */ readonly type: CxlCorErrorType;
}

/** 10.0+ */
export interface CxlInjectDramEventArguments {
  /** 10.0+ */ readonly path: string;
  /** 10.0+ */ readonly log: CxlEventLog;
  /** 10.0+ */ readonly flags: number | bigint;
  /** 11.1+ */ readonly 'maint-op-class'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'maint-op-subclass'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'ld-id'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'head-id'?: number | bigint | undefined;
  /** 10.0+ */ readonly dpa: number | bigint;
  /** 10.0+ */ readonly descriptor: number | bigint;
  /** 10.0+ */ readonly type: number | bigint;
  /** 10.0+ */ readonly 'transaction-type': number | bigint;
  /** 10.0+ */ readonly channel?: number | bigint | undefined;
  /** 10.0+ */ readonly rank?: number | bigint | undefined;
  /** 10.0+ */ readonly 'nibble-mask'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'bank-group'?: number | bigint | undefined;
  /** 10.0+ */ readonly bank?: number | bigint | undefined;
  /** 10.0+ */ readonly row?: number | bigint | undefined;
  /** 10.0+ */ readonly column?: number | bigint | undefined;
  /** 10.0+ */ readonly 'correction-mask'?: readonly (number | bigint)[] | undefined;
  /** 11.1+ */ readonly 'component-id'?: string | undefined;
  /** 11.1+ */ readonly 'is-comp-id-pldm'?: boolean | undefined;
  /** 11.1+ */ readonly 'sub-channel'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'cme-ev-flags'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'cvme-count'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'sub-type'?: number | bigint | undefined;
}

/** 10.0+ */
export interface CxlInjectGeneralMediaEventArguments {
  /** 10.0+ */ readonly path: string;
  /** 10.0+ */ readonly log: CxlEventLog;
  /** 10.0+ */ readonly flags: number | bigint;
  /** 11.1+ */ readonly 'maint-op-class'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'maint-op-subclass'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'ld-id'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'head-id'?: number | bigint | undefined;
  /** 10.0+ */ readonly dpa: number | bigint;
  /** 10.0+ */ readonly descriptor: number | bigint;
  /** 10.0+ */ readonly type: number | bigint;
  /** 10.0+ */ readonly 'transaction-type': number | bigint;
  /** 10.0+ */ readonly channel?: number | bigint | undefined;
  /** 10.0+ */ readonly rank?: number | bigint | undefined;
  /** 10.0+ */ readonly device?: number | bigint | undefined;
  /** 10.0+ */ readonly 'component-id'?: string | undefined;
  /** 11.1+ */ readonly 'is-comp-id-pldm'?: boolean | undefined;
  /** 11.1+ */ readonly 'cme-ev-flags'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'cme-count'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'sub-type'?: number | bigint | undefined;
}

/** 10.0+ */
export interface CxlInjectMemoryModuleEventArguments {
  /** 10.0+ */ readonly path: string;
  /** 10.0+ */ readonly log: CxlEventLog;
  /** 10.0+ */ readonly flags: number | bigint;
  /** 11.1+ */ readonly 'maint-op-class'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'maint-op-subclass'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'ld-id'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'head-id'?: number | bigint | undefined;
  /** 10.0+ */ readonly type: number | bigint;
  /** 10.0+ */ readonly 'health-status': number | bigint;
  /** 10.0+ */ readonly 'media-status': number | bigint;
  /** 10.0+ */ readonly 'additional-status': number | bigint;
  /** 10.0+ */ readonly 'life-used': number | bigint;
  /** 10.0+ */ readonly temperature: number | bigint;
  /** 10.0+ */ readonly 'dirty-shutdown-count': number | bigint;
  /** 10.0+ */ readonly 'corrected-volatile-error-count': number | bigint;
  /** 10.0+ */ readonly 'corrected-persistent-error-count': number | bigint;
  /** 11.1+ */ readonly 'component-id'?: string | undefined;
  /** 11.1+ */ readonly 'is-comp-id-pldm'?: boolean | undefined;
  /** 11.1+ */ readonly 'sub-type'?: number | bigint | undefined;
}

/** 10.0+ */
export interface CxlInjectPoisonArguments {
  /** 10.0+ */ readonly path: string;
  /** 10.0+ */ readonly start: number | bigint;
  /** 10.0+ */ readonly length: number | bigint;
}

/** 10.0+ */
export interface CxlInjectUncorrectableErrorsArguments {
  /** 10.0+ */ readonly path: string;
  /** 10.0+ */ readonly errors: readonly CXLUncorErrorRecord[];
}

/** 10.0+ */
export interface CxlReleaseDynamicCapacityArguments {
  /** 10.0+ */ readonly path: string;
  /** 10.0+ */ readonly 'host-id': number | bigint;
  /** 10.0+ */ readonly 'removal-policy': CxlExtentRemovalPolicy;
  /** 10.0+ */ readonly 'forced-removal'?: boolean | undefined;
  /** 10.0+ */ readonly 'sanitize-on-release'?: boolean | undefined;
  /** 10.0+ */ readonly region: number | bigint;
  /** 10.0+ */ readonly tag?: string | undefined;
  /** 10.0+ */ readonly extents: readonly CxlDynamicCapacityExtent[];
}

/** 10.0+ */
export type CxlUncorErrorType =
  | 'cache-data-parity' | 'cache-address-parity' | 'cache-be-parity' | 'cache-data-ecc' | 'mem-data-parity'
  | 'mem-address-parity' | 'mem-be-parity' | 'mem-data-ecc' | 'reinit-threshold' | 'rsvd-encoding'
  | 'poison-received' | 'receiver-overflow' | 'internal' | 'cxl-ide-tx' | 'cxl-ide-rx' | (string & {});

/** 5.2+ */
export type DataFormat = 'utf8' | 'base64' | (string & {});

/** 5.2+ */
export interface DeviceAddArguments {
  /** 5.2+ */ readonly driver: string;
  /** 5.2+ */ readonly bus?: string | undefined;
  /** 5.2+ */ readonly id?: string | undefined;
  /** Any property of the device, as `device-list-properties` tells them. */
  readonly [property: string]: unknown;
}

/** 5.2+ */
export interface DeviceDelArguments {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export interface DeviceDeletedEvent {
  /** 5.2+ */ readonly device?: string | undefined;
  /** 5.2+ */ readonly path: string;
}

/** 5.2+ */
export interface DeviceListPropertiesArguments {
  /** 5.2+ */ readonly typename: string;
}

/** 10.0+ */
export interface DeviceSyncConfigArguments {
  /** 10.0+ */ readonly id: string;
}

/** 5.2+ */
export interface DeviceTrayMovedEvent {
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly 'tray-open': boolean;
}

/** 7.2+ */
export interface DeviceUnplugGuestErrorEvent {
  /** 7.2+ */ readonly device?: string | undefined;
  /** 7.2+ */ readonly path: string;
}

/** 5.2 only */
export type DirtyBitmapStatus = 'active' | 'disabled' | 'frozen' | 'locked' | 'inconsistent' | (string & {});

/** 7.2+ */
export interface DirtyLimitInfo {
  /** 7.2+ */ readonly 'cpu-index': number;
  /** 7.2+ */ readonly 'limit-rate': number;
  /** 7.2+ */ readonly 'current-rate': number;
}

/** 5.2+ */
export interface DirtyRateInfo {
  /** 5.2+ */ readonly 'dirty-rate'?: number | undefined;
  /** 5.2+ */ readonly status: DirtyRateStatus;
  /** 5.2+ */ readonly 'start-time': number;
  /** 5.2+ */ readonly 'calc-time': number;
  /** 10.0+ */ readonly 'calc-time-unit'?: TimeUnit | undefined;
  /** 7.2+ */ readonly 'sample-pages'?: number | undefined;
  /** 7.2+ */ readonly mode?: DirtyRateMeasureMode | undefined;
  /** 7.2+ */ readonly 'vcpu-dirty-rate'?: readonly DirtyRateVcpu[] | undefined;
}

/** 7.2+ */
export type DirtyRateMeasureMode = 'page-sampling' | 'dirty-ring' | 'dirty-bitmap' | (string & {});

/** 5.2+ */
export type DirtyRateStatus = 'unstarted' | 'measuring' | 'measured' | (string & {});

/** 7.2+ */
export interface DirtyRateVcpu {
  /** 7.2+ */ readonly id: number;
  /** 7.2+ */ readonly 'dirty-rate': number;
}

/** 5.2+ */
export type DisplayGLMode = 'off' | 'on' | 'core' | 'es' | (string & {});

/** 5.2+ */
export type DisplayOptions =
  | DisplayOptionsGtk | DisplayOptionsCurses | DisplayOptionsEglHeadless | DisplayOptionsDbus
  | DisplayOptionsSdl | DisplayOptionsBare | DisplayOptionsUnlisted;

/** 5.2+ */
export interface DisplayOptionsBare extends DisplayOptionsBase {
  /** 5.2+; 5.2 only: cocoa */ readonly type: 'cocoa' | 'default' | 'none' | 'spice-app';
}

/** What all cases of DisplayOptions have */
export interface DisplayOptionsBase {
  /** 5.2+ */ readonly 'full-screen'?: boolean | undefined;
  /** 5.2+ */ readonly 'window-close'?: boolean | undefined;
  /** 5.2+ */ readonly 'show-cursor'?: boolean | undefined;
  /** 5.2+ */ readonly gl?: DisplayGLMode | undefined;
}

/** 5.2+ */
export interface DisplayOptionsCurses extends DisplayOptionsBase {
  /** 5.2+ */ readonly type: 'curses';
  /** 5.2+ */ readonly charset?: string | undefined;
}

/** 7.2+ */
export interface DisplayOptionsDbus extends DisplayOptionsBase {
  /** 7.2+ */ readonly type: 'dbus';
  /** 7.2+ */ readonly rendernode?: string | undefined;
  /** 7.2+ */ readonly addr?: string | undefined;
  /** 7.2+ */ readonly p2p?: boolean | undefined;
  /** 7.2+ */ readonly audiodev?: string | undefined;
}

/** 5.2+ */
export interface DisplayOptionsEglHeadless extends DisplayOptionsBase {
  /** 5.2+ */ readonly type: 'egl-headless';
  /** 5.2+ */ readonly rendernode?: string | undefined;
}

/** 5.2+ */
export interface DisplayOptionsGtk extends DisplayOptionsBase {
  /** 5.2+ */ readonly type: 'gtk';
  /** 11.1+ */ readonly clipboard?: boolean | undefined;
  /** 5.2+ */ readonly 'grab-on-hover'?: boolean | undefined;
  /** 5.2+ */ readonly 'zoom-to-fit'?: boolean | undefined;
  /** 7.2+ */ readonly 'show-tabs'?: boolean | undefined;
  /** 7.2+ */ readonly 'show-menubar'?: boolean | undefined;
  /** 11.1+ */ readonly 'keep-aspect-ratio'?: boolean | undefined;
  /** 11.1+ */ readonly scale?: number | undefined;
}

/** 5.2+ */
export interface DisplayOptionsSdl extends DisplayOptionsBase {
  /** 5.2+ */ readonly type: 'sdl';
  /** 7.2+ */ readonly 'grab-mod'?: HotKeyMod | undefined;
}

/** A case that is not listed */
export interface DisplayOptionsUnlisted extends DisplayOptionsBase {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 7.2+ */
export type DisplayReloadOptions = DisplayReloadOptionsVnc | DisplayReloadOptionsUnlisted;

/** A case that is not listed */
export interface DisplayReloadOptionsUnlisted {
  /** 7.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 7.2+ */
export interface DisplayReloadOptionsVnc {
  /** 7.2+ */ readonly type: 'vnc';
  /** 7.2+ */ readonly 'tls-certs'?: boolean | undefined;
}

/** 7.2+ */
export type DisplayUpdateOptions = DisplayUpdateOptionsVnc | DisplayUpdateOptionsUnlisted;

/** A case that is not listed */
export interface DisplayUpdateOptionsUnlisted {
  /** 7.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 7.2+ */
export interface DisplayUpdateOptionsVnc {
  /** 7.2+ */ readonly type: 'vnc';
  /** 7.2+ */ readonly addresses?: readonly SocketAddress[] | undefined;
}

/** 5.2+ */
export interface DriveBackup {
  /** 5.2+ */ readonly 'job-id'?: string | undefined;
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly sync: MirrorSyncMode;
  /** 5.2+ */ readonly speed?: number | bigint | undefined;
  /** 5.2+ */ readonly bitmap?: string | undefined;
  /** 5.2+ */ readonly 'bitmap-mode'?: BitmapSyncMode | undefined;
  /** 5.2+ */ readonly compress?: boolean | undefined;
  /** 5.2+ */ readonly 'on-source-error'?: BlockdevOnError | undefined;
  /** 5.2+ */ readonly 'on-target-error'?: BlockdevOnError | undefined;
  /** 11.1+ */ readonly 'on-cbw-error'?: BlockdevBackupOnCbwError | undefined;
  /** 5.2+ */ readonly 'auto-finalize'?: boolean | undefined;
  /** 5.2+ */ readonly 'auto-dismiss'?: boolean | undefined;
  /** 5.2+ */ readonly 'filter-node-name'?: string | undefined;
  /** 10.0+ */ readonly 'discard-source'?: boolean | undefined;
  /** 7.2+, unstable */ readonly 'x-perf'?: BackupPerf | undefined;
  /** 5.2+ */ readonly target: string;
  /** 5.2+ */ readonly format?: string | undefined;
  /** 5.2+ */ readonly mode?: NewImageMode | undefined;
}

/** 5.2+ */
export interface DriveMirror {
  /** 5.2+ */ readonly 'job-id'?: string | undefined;
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly target: string;
  /** 5.2+ */ readonly format?: string | undefined;
  /** 5.2+ */ readonly 'node-name'?: string | undefined;
  /** 5.2+ */ readonly replaces?: string | undefined;
  /** 5.2+ */ readonly sync: MirrorSyncMode;
  /** 5.2+ */ readonly mode?: NewImageMode | undefined;
  /** 5.2+ */ readonly speed?: number | bigint | undefined;
  /** 5.2+ */ readonly granularity?: number | bigint | undefined;
  /** 5.2+ */ readonly 'buf-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'on-source-error'?: BlockdevOnError | undefined;
  /** 5.2+ */ readonly 'on-target-error'?: BlockdevOnError | undefined;
  /** 5.2+ */ readonly unmap?: boolean | undefined;
  /** 5.2+ */ readonly 'copy-mode'?: MirrorCopyMode | undefined;
  /** 5.2+ */ readonly 'auto-finalize'?: boolean | undefined;
  /** 5.2+ */ readonly 'auto-dismiss'?: boolean | undefined;
}

/** 5.2+ */
export interface DumpCompletedEvent {
  /** 5.2+ */ readonly result: DumpQueryResult;
  /** 5.2+ */ readonly error?: string | undefined;
}

/** 5.2+ */
export interface DumpGuestMemoryArguments {
  /** 5.2+ */ readonly paging: boolean;
  /** 5.2+ */ readonly protocol: string;
  /** 5.2+ */ readonly detach?: boolean | undefined;
  /** 5.2+ */ readonly begin?: number | bigint | undefined;
  /** 5.2+ */ readonly length?: number | bigint | undefined;
  /** 5.2+ */ readonly format?: DumpGuestMemoryFormat | undefined;
}

/** 5.2+ */
export interface DumpGuestMemoryCapability {
  /** 5.2+ */ readonly formats: readonly DumpGuestMemoryFormat[];
}

/** 5.2+; 10.0+: kdump-raw-zlib, kdump-raw-lzo, kdump-raw-snappy */
export type DumpGuestMemoryFormat =
  | 'elf' | 'kdump-zlib' | 'kdump-lzo' | 'kdump-snappy' | 'kdump-raw-zlib' | 'kdump-raw-lzo'
  | 'kdump-raw-snappy' | 'win-dmp' | (string & {});

/** 5.2+ */
export interface DumpQueryResult {
  /** 5.2+ */ readonly status: DumpStatus;
  /** 5.2+ */ readonly completed: number | bigint;
  /** 5.2+ */ readonly total: number | bigint;
}

/** 11.1+ */
export interface DumpSkeysArguments {
  /** 11.1+ */ readonly filename: string;
}

/** 5.2+ */
export type DumpStatus = 'none' | 'active' | 'completed' | 'failed' | (string & {});

/** 7.2+ */
export interface DumpdtbArguments {
  /** 7.2+ */ readonly filename: string;
}

/** 10.0+ */
export interface EbpfObject {
  /** 10.0+ */ readonly object: string;
}

/** 10.0+ */
export type EbpfProgramID = 'rss' | (string & {});

/** 5.2+ */
export interface EjectArguments {
  /** @deprecated from 5.2 on (5.2+) */ readonly device?: string | undefined;
  /** 5.2+ */ readonly id?: string | undefined;
  /** 5.2+ */ readonly force?: boolean | undefined;
}

/** 5.2 only */
export interface EventInfo {
  /** 5.2 only */ readonly name: string;
}

/** 10.0+ */
export interface EvtchnInfo {
  /** 10.0+ */ readonly port: number;
  /** 10.0+ */ readonly vcpu: number;
  /** 10.0+ */ readonly type: EvtchnPortType;
  /** 10.0+ */ readonly 'remote-domain': string;
  /** 10.0+ */ readonly target: number;
  /** 10.0+ */ readonly pending: boolean;
  /** 10.0+ */ readonly masked: boolean;
}

/** 10.0+ */
export type EvtchnPortType = 'closed' | 'unbound' | 'interdomain' | 'pirq' | 'virq' | 'ipi' | (string & {});

/** 5.2+ */
export type ExpirePasswordOptions =
  | ExpirePasswordOptionsVnc | ExpirePasswordOptionsSpice | ExpirePasswordOptionsUnlisted;

/** What all cases of ExpirePasswordOptions have */
export interface ExpirePasswordOptionsBase {
  /** 5.2+ */ readonly time: string;
}

/** 7.2+ */
export interface ExpirePasswordOptionsSpice extends ExpirePasswordOptionsBase {
  /** 7.2+ */ readonly protocol: 'spice';
}

/** A case that is not listed */
export interface ExpirePasswordOptionsUnlisted extends ExpirePasswordOptionsBase {
  /** 5.2+ */ readonly protocol: Unlisted;
  readonly [member: string]: unknown;
}

/** 7.2+ */
export interface ExpirePasswordOptionsVnc extends ExpirePasswordOptionsBase {
  /** 7.2+ */ readonly protocol: 'vnc';
  /** 7.2+ */ readonly display?: string | undefined;
}

/** 5.2+ */
export interface FailoverNegotiatedEvent {
  /** 5.2+ */ readonly 'device-id': string;
}

/** 5.2+ */
export interface FdSocketAddress {
  /** 5.2+ */ readonly str: string;
}

/** 5.2+ */
export interface FdsetFdInfo {
  /** 5.2+ */ readonly fd: number;
  /** 5.2+ */ readonly opaque?: string | undefined;
}

/** 5.2+ */
export interface FdsetInfo {
  /** 5.2+ */ readonly 'fdset-id': number | bigint;
  /** 5.2+ */ readonly fds: readonly FdsetFdInfo[];
}

/** 11.1+ */
export interface FirmwareLog {
  /** 11.1+ */ readonly version?: string | undefined;
  /** 11.1+ */ readonly log: string;
}

/** 11.1+ */
export interface GICCapability {
  /** 11.1+ */ readonly version: number;
  /** 11.1+ */ readonly emulated: boolean;
  /** 11.1+ */ readonly kernel: boolean;
}

/** 5.2+ */
export interface GetfdArguments {
  /** 5.2+ */ readonly fdname: string;
}

/** until 10.0 */
export interface GlusterLocation {
  /** until 10.0 */ readonly volume: string;
  /** until 10.0 */ readonly path: string;
  /** until 10.0 */ readonly server: readonly SocketAddress[];
  /** until 10.0 */ readonly debug?: number | bigint | undefined;
  /** until 10.0 */ readonly logfile?: string | undefined;
}

/** 5.2+ */
export interface GuestCrashloadedEvent {
  /** 5.2+ */ readonly action: GuestPanicAction;
  /** 5.2+ */ readonly info?: GuestPanicInformation | undefined;
}

/** 5.2+ */
export type GuestPanicAction = 'pause' | 'poweroff' | 'run' | (string & {});

/** 5.2+ */
export type GuestPanicInformation =
  | GuestPanicInformationHyperV | GuestPanicInformationS390 | GuestPanicInformationTdx
  | GuestPanicInformationSev | GuestPanicInformationUnlisted;

/** 5.2+ */
export interface GuestPanicInformationHyperV {
  /** 5.2+ */ readonly type: 'hyper-v';
  /** 5.2+ */ readonly arg1: number | bigint;
  /** 5.2+ */ readonly arg2: number | bigint;
  /** 5.2+ */ readonly arg3: number | bigint;
  /** 5.2+ */ readonly arg4: number | bigint;
  /** 5.2+ */ readonly arg5: number | bigint;
}

/** 5.2+ */
export interface GuestPanicInformationS390 {
  /** 5.2+ */ readonly type: 's390';
  /** 5.2+ */ readonly core: number;
  /** 5.2+ */ readonly 'psw-mask': number | bigint;
  /** 5.2+ */ readonly 'psw-addr': number | bigint;
  /** 5.2+ */ readonly reason: GuestPanicInformationS390Reason;
}

/** 5.2+ */
export type GuestPanicInformationS390Reason =
  | 'unknown' | 'disabled-wait' | 'extint-loop' | 'pgmint-loop' | 'opint-loop' | (string & {});

/** 11.1+ */
export interface GuestPanicInformationSev {
  /** 11.1+ */ readonly type: 'sev';
  /** 11.1+ */ readonly set: number;
  /** 11.1+ */ readonly code: number;
}

/** 11.1+ */
export interface GuestPanicInformationTdx {
  /** 11.1+ */ readonly type: 'tdx';
  /** 11.1+ */ readonly 'error-code': number;
  /** 11.1+ */ readonly message: string;
  /** 11.1+ */ readonly gpa?: number | bigint | undefined;
}

/** A case that is not listed */
export interface GuestPanicInformationUnlisted {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface GuestPanickedEvent {
  /** 5.2+ */ readonly action: GuestPanicAction;
  /** 5.2+ */ readonly info?: GuestPanicInformation | undefined;
}

/** 5.2+ */
export interface GuidInfo {
  /** 5.2+ */ readonly guid: string;
}

/** 5.2+ */
export type HostMemPolicy = 'default' | 'preferred' | 'bind' | 'interleave' | (string & {});

/** 7.2+ */
export type HotKeyMod = 'lctrl-lalt' | 'lshift-lctrl-lalt' | 'rctrl' | (string & {});

/** 5.2+ */
export interface HotpluggableCPU {
  /** 5.2+ */ readonly type: string;
  /** 5.2+ */ readonly 'vcpus-count': number;
  /** 5.2+ */ readonly props: CpuInstanceProperties;
  /** 5.2+ */ readonly 'qom-path'?: string | undefined;
}

/** 5.2+ */
export interface HumanMonitorCommandArguments {
  /** 5.2+ */ readonly 'command-line': string;
  /** 5.2+ */ readonly 'cpu-index'?: number | bigint | undefined;
}

/** 7.2+ */
export interface HumanReadableText {
  /** 7.2+ */ readonly 'human-readable-text': string;
}

/** 10.0+ */
export interface HvBalloonDeviceInfo {
  /** 10.0+ */ readonly id?: string | undefined;
  /** 10.0+ */ readonly memaddr?: number | bigint | undefined;
  /** 10.0+ */ readonly 'max-size': number;
  /** 10.0+ */ readonly memdev?: string | undefined;
}

/** 10.0+ */
export interface HvBalloonInfo {
  /** 10.0+ */ readonly committed: number;
  /** 10.0+ */ readonly available: number;
}

/** 5.2+ */
export interface IOThreadInfo {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly 'thread-id': number;
  /** 5.2+ */ readonly 'poll-max-ns': number | bigint;
  /** 5.2+ */ readonly 'poll-grow': number | bigint;
  /** 5.2+ */ readonly 'poll-shrink': number | bigint;
  /** 11.1+ */ readonly 'poll-weight'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'aio-max-batch'?: number | bigint | undefined;
}

/** 7.2+ */
export type ImageFormat = 'ppm' | 'png' | (string & {});

/** 5.2+ */
export interface ImageInfo {
  /** 5.2+ */ readonly filename: string;
  /** 5.2+ */ readonly format: string;
  /** 5.2+ */ readonly 'dirty-flag'?: boolean | undefined;
  /** 5.2+ */ readonly 'actual-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'virtual-size': number | bigint;
  /** 5.2+ */ readonly 'cluster-size'?: number | undefined;
  /** 5.2+ */ readonly encrypted?: boolean | undefined;
  /** 5.2+ */ readonly compressed?: boolean | undefined;
  /** 5.2+ */ readonly 'backing-filename'?: string | undefined;
  /** 5.2+ */ readonly 'full-backing-filename'?: string | undefined;
  /** 5.2+ */ readonly 'backing-filename-format'?: string | undefined;
  /** 5.2+ */ readonly snapshots?: readonly SnapshotInfo[] | undefined;
  /** 11.1+ */ readonly limits?: BlockLimitsInfo | undefined;
  /** 5.2+ */ readonly 'format-specific'?: ImageInfoSpecific | undefined;
  /** 5.2+ */ readonly 'backing-image'?: ImageInfo | undefined;
}

/** 5.2+ */
export type ImageInfoSpecific =
  | ImageInfoSpecificQCow2Wrapper | ImageInfoSpecificVmdkWrapper | ImageInfoSpecificLUKSWrapper
  | ImageInfoSpecificRbdWrapper | ImageInfoSpecificFileWrapper | ImageInfoSpecificUnlisted;

/** 10.0+ */
export interface ImageInfoSpecificFile {
  /** 10.0+ */ readonly 'extent-size-hint'?: number | undefined;
}

/** 10.0+ */
export interface ImageInfoSpecificFileWrapper {
  /** 10.0+ */ readonly type: 'file';
  /** 10.0+ */ readonly data: ImageInfoSpecificFile;
}

/** 5.2+ */
export interface ImageInfoSpecificLUKSWrapper {
  /** 5.2+ */ readonly type: 'luks';
  /** 5.2+ */ readonly data: QCryptoBlockInfoLUKS;
}

/** 5.2+ */
export interface ImageInfoSpecificQCow2 {
  /** 5.2+ */ readonly compat: string;
  /** 5.2+ */ readonly 'data-file'?: string | undefined;
  /** 5.2+ */ readonly 'data-file-raw'?: boolean | undefined;
  /** 5.2+ */ readonly 'extended-l2'?: boolean | undefined;
  /** 5.2+ */ readonly 'lazy-refcounts'?: boolean | undefined;
  /** 5.2+ */ readonly corrupt?: boolean | undefined;
  /** 5.2+ */ readonly 'refcount-bits': number;
  /** 5.2+ */ readonly encrypt?: ImageInfoSpecificQCow2Encryption | undefined;
  /** 5.2+ */ readonly bitmaps?: readonly Qcow2BitmapInfo[] | undefined;
  /** 5.2+ */ readonly 'compression-type': Qcow2CompressionType;
}

/** 5.2+ */
export type ImageInfoSpecificQCow2Encryption =
  | ImageInfoSpecificQCow2EncryptionLuks | ImageInfoSpecificQCow2EncryptionAes
  | ImageInfoSpecificQCow2EncryptionUnlisted;

/** 5.2+ */
export interface ImageInfoSpecificQCow2EncryptionAes {
  /** 5.2+ */ readonly format: 'aes';
}

/** 5.2+ */
export interface ImageInfoSpecificQCow2EncryptionLuks extends QCryptoBlockInfoLUKS {
  /** 5.2+ */ readonly format: 'luks';
}

/** A case that is not listed */
export interface ImageInfoSpecificQCow2EncryptionUnlisted {
  /** 5.2+ */ readonly format: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface ImageInfoSpecificQCow2Wrapper {
  /** 5.2+ */ readonly type: 'qcow2';
  /** 5.2+ */ readonly data: ImageInfoSpecificQCow2;
}

/** 7.2+ */
export interface ImageInfoSpecificRbd {
  /** 7.2+ */ readonly 'encryption-format'?: RbdImageEncryptionFormat | undefined;
}

/** 7.2+ */
export interface ImageInfoSpecificRbdWrapper {
  /** 7.2+ */ readonly type: 'rbd';
  /** 7.2+ */ readonly data: ImageInfoSpecificRbd;
}

/** A case that is not listed */
export interface ImageInfoSpecificUnlisted {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface ImageInfoSpecificVmdk {
  /** 5.2+ */ readonly 'create-type': string;
  /** 5.2+ */ readonly cid: number;
  /** 5.2+ */ readonly 'parent-cid': number;
  /** 5.2+ */ readonly extents: readonly VmdkExtentInfo[];
}

/** 5.2+ */
export interface ImageInfoSpecificVmdkWrapper {
  /** 5.2+ */ readonly type: 'vmdk';
  /** 5.2+ */ readonly data: ImageInfoSpecificVmdk;
}

/** 5.2+ */
export interface InetSocketAddress {
  /** 5.2+ */ readonly host: string;
  /** 5.2+ */ readonly port: string;
  /** 5.2+ */ readonly numeric?: boolean | undefined;
  /** 5.2+ */ readonly to?: number | undefined;
  /** 5.2+ */ readonly ipv4?: boolean | undefined;
  /** 5.2+ */ readonly ipv6?: boolean | undefined;
  /** 5.2+ */ readonly 'keep-alive'?: boolean | undefined;
  /** 11.1+ */ readonly 'keep-alive-count'?: number | undefined;
  /** 11.1+ */ readonly 'keep-alive-idle'?: number | undefined;
  /** 11.1+ */ readonly 'keep-alive-interval'?: number | undefined;
  /** 7.2+ */ readonly mptcp?: boolean | undefined;
}

/** 11.1+ */
export interface InjectGhesV2ErrorArguments {
  /** 11.1+ */ readonly cper: string;
}

/** 5.2+ */
export type InputAxis = 'x' | 'y' | (string & {});

/** 5.2+ */
export interface InputBtnEvent {
  /** 5.2+ */ readonly button: InputButton;
  /** 5.2+ */ readonly down: boolean;
}

/** 5.2+; 7.2+: wheel-left, wheel-right; 10.0+: touch */
export type InputButton =
  | 'left' | 'middle' | 'right' | 'wheel-up' | 'wheel-down' | 'side' | 'extra' | 'wheel-left' | 'wheel-right'
  | 'touch' | (string & {});

/** 5.2+ */
export type InputEvent = InputEventKey | InputEventBtn | InputEventRel | InputEventMtt | InputEventUnlisted;

/** 5.2+ */
export interface InputEventBtn {
  /** 5.2+ */ readonly type: 'btn';
  /** 5.2+ */ readonly data: InputBtnEvent;
}

/** 5.2+ */
export interface InputEventKey {
  /** 5.2+ */ readonly type: 'key';
  /** 5.2+ */ readonly data: InputKeyEvent;
}

/** 10.0+ */
export interface InputEventMtt {
  /** 10.0+ */ readonly type: 'mtt';
  /** 10.0+ */ readonly data: InputMultiTouchEvent;
}

/** 5.2+ */
export interface InputEventRel {
  /** 5.2+ */ readonly type: 'abs' | 'rel';
  /** 5.2+ */ readonly data: InputMoveEvent;
}

/** A case that is not listed */
export interface InputEventUnlisted {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface InputKeyEvent {
  /** 5.2+ */ readonly key: KeyValue;
  /** 5.2+ */ readonly down: boolean;
}

/** 5.2+ */
export interface InputMoveEvent {
  /** 5.2+ */ readonly axis: InputAxis;
  /** 5.2+ */ readonly value: number | bigint;
}

/** 10.0+ */
export interface InputMultiTouchEvent {
  /** 10.0+ */ readonly type: InputMultiTouchType;
  /** 10.0+ */ readonly slot: number | bigint;
  /** 10.0+ */ readonly 'tracking-id': number | bigint;
  /** 10.0+ */ readonly axis: InputAxis;
  /** 10.0+ */ readonly value: number | bigint;
}

/** 10.0+ */
export type InputMultiTouchType = 'begin' | 'update' | 'end' | 'cancel' | 'data' | (string & {});

/** 5.2+ */
export interface InputSendEventArguments {
  /** 5.2+ */ readonly device?: string | undefined;
  /** 5.2+ */ readonly head?: number | bigint | undefined;
  /** 5.2+ */ readonly events: readonly InputEvent[];
}

/** 5.2+ */
export type IoOperationType = 'read' | 'write' | (string & {});

/** 5.2+ */
export type IscsiHeaderDigest = 'crc32c' | 'none' | 'crc32c-none' | 'none-crc32c' | (string & {});

/** 5.2+ */
export type IscsiTransport = 'tcp' | 'iser' | (string & {});

/** 5.2+ */
export type JSONType =
  | 'string' | 'number' | 'int' | 'boolean' | 'null' | 'object' | 'array' | 'value' | (string & {});

/** 5.2+ */
export interface JobCancelArguments {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export interface JobCompleteArguments {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export interface JobDismissArguments {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export interface JobFinalizeArguments {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export interface JobInfo {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly type: JobType;
  /** 5.2+ */ readonly status: JobStatus;
  /** 5.2+ */ readonly 'current-progress': number | bigint;
  /** 5.2+ */ readonly 'total-progress': number | bigint;
  /** 5.2+ */ readonly error?: string | undefined;
}

/** 5.2+ */
export interface JobPauseArguments {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export interface JobResumeArguments {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export type JobStatus =
  | 'undefined' | 'created' | 'running' | 'paused' | 'ready' | 'standby' | 'waiting' | 'pending' | 'aborting'
  | 'concluded' | 'null' | (string & {});

/** 5.2+ */
export interface JobStatusChangeEvent {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly status: JobStatus;
}

/** 5.2+; 7.2+: snapshot-load, snapshot-save, snapshot-delete */
export type JobType =
  | 'commit' | 'stream' | 'mirror' | 'backup' | 'create' | 'amend' | 'snapshot-load' | 'snapshot-save'
  | 'snapshot-delete' | (string & {});

/** 5.2+ */
export type KeyValue = KeyValueNumber | KeyValueQCode | KeyValueUnlisted;

/** 5.2+ */
export interface KeyValueNumber {
  /** 5.2+ */ readonly type: 'number';
  /** 5.2+ */ readonly data: number | bigint;
}

/** 5.2+ */
export interface KeyValueQCode {
  /** 5.2+ */ readonly type: 'qcode';
  /** 5.2+ */ readonly data: QKeyCode;
}

/** A case that is not listed */
export interface KeyValueUnlisted {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface KvmInfo {
  /** 5.2+ */ readonly enabled: boolean;
  /** 5.2+ */ readonly present: boolean;
}

/** 5.2+ */
export interface MachineInfo {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly alias?: string | undefined;
  /** 5.2+ */ readonly 'is-default'?: boolean | undefined;
  /** 5.2+ */ readonly 'cpu-max': number;
  /** 5.2+ */ readonly 'hotpluggable-cpus': boolean;
  /** 5.2+ */ readonly 'numa-mem-supported': boolean;
  /** 5.2+ */ readonly deprecated: boolean;
  /** 5.2+ */ readonly 'default-cpu-type'?: string | undefined;
  /** 5.2+ */ readonly 'default-ram-id'?: string | undefined;
  /** 10.0+ */ readonly acpi?: boolean | undefined;
  /** 10.0+, unstable */ readonly 'compat-props'?: readonly CompatProperty[] | undefined;
}

/** until 7.2 */
export interface MemUnplugErrorEvent {
  /** until 7.2 */ readonly device: string;
  /** until 7.2 */ readonly msg: string;
}

/** 5.2+ */
export interface Memdev {
  /** 5.2+ */ readonly id?: string | undefined;
  /** 5.2+ */ readonly size: number;
  /** 5.2+ */ readonly merge: boolean;
  /** 5.2+ */ readonly dump: boolean;
  /** 5.2+ */ readonly prealloc: boolean;
  /** 7.2+ */ readonly share?: boolean | undefined;
  /** 7.2+ */ readonly reserve?: boolean | undefined;
  /** 5.2+ */ readonly 'host-nodes': readonly number[];
  /** 5.2+ */ readonly policy: HostMemPolicy;
}

/** 5.2+ */
export type MemoryDeviceInfo =
  | MemoryDeviceInfoDimm | MemoryDeviceInfoVirtioPmem | MemoryDeviceInfoVirtioMem | MemoryDeviceInfoSgxEpc
  | MemoryDeviceInfoHvBalloon | MemoryDeviceInfoSpMem | MemoryDeviceInfoUnlisted;

/** 5.2+ */
export interface MemoryDeviceInfoDimm {
  /** 5.2+ */ readonly type: 'dimm' | 'nvdimm';
  /** 5.2+ */ readonly data: PCDIMMDeviceInfo;
}

/** 10.0+ */
export interface MemoryDeviceInfoHvBalloon {
  /** 10.0+ */ readonly type: 'hv-balloon';
  /** 10.0+ */ readonly data: HvBalloonDeviceInfo;
}

/** 7.2+ */
export interface MemoryDeviceInfoSgxEpc {
  /** 7.2+ */ readonly type: 'sgx-epc';
  /** 7.2+ */ readonly data: SgxEPCDeviceInfo;
}

/** 11.1+ */
export interface MemoryDeviceInfoSpMem {
  /** 11.1+ */ readonly type: 'sp-mem';
  /** 11.1+ */ readonly data: MemoryDeviceInfoSpMemData;
}

/** 11.1+ */
export interface MemoryDeviceInfoSpMemData {
  /** 11.1+ */ readonly id?: string | undefined;
  /** 11.1+ */ readonly addr: number | bigint;
  /** 11.1+ */ readonly size: number;
  /** 11.1+ */ readonly node: number;
  /** 11.1+ */ readonly memdev: string;
}

/** A case that is not listed */
export interface MemoryDeviceInfoUnlisted {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface MemoryDeviceInfoVirtioMem {
  /** 5.2+ */ readonly type: 'virtio-mem';
  /** 5.2+ */ readonly data: VirtioMEMDeviceInfo;
}

/** 5.2+ */
export interface MemoryDeviceInfoVirtioPmem {
  /** 5.2+ */ readonly type: 'virtio-pmem';
  /** 5.2+ */ readonly data: VirtioPMEMDeviceInfo;
}

/** 5.2+ */
export interface MemoryDeviceSizeChangeEvent {
  /** 5.2+ */ readonly id?: string | undefined;
  /** 5.2+ */ readonly size: number;
  /** 7.2+ */ readonly 'qom-path'?: string | undefined;
}

/** 5.2+ */
export type MemoryFailureAction = 'ignore' | 'inject' | 'fatal' | 'reset' | (string & {});

/** 5.2+ */
export interface MemoryFailureEvent {
  /** 5.2+ */ readonly recipient: MemoryFailureRecipient;
  /** 5.2+ */ readonly action: MemoryFailureAction;
  /** 5.2+ */ readonly flags: MemoryFailureFlags;
}

/** 5.2+ */
export interface MemoryFailureFlags {
  /** 5.2+ */ readonly 'action-required': boolean;
  /** 5.2+ */ readonly recursive: boolean;
}

/** 5.2+ */
export type MemoryFailureRecipient = 'hypervisor' | 'guest' | (string & {});

/** 5.2+ */
export interface MemoryInfo {
  /** 5.2+ */ readonly 'base-memory': number;
  /** 5.2+ */ readonly 'plugged-memory'?: number | undefined;
}

/** 5.2+ */
export interface MemsaveArguments {
  /** 5.2+ */ readonly val: number | bigint;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly filename: string;
  /** 5.2+ */ readonly 'cpu-index'?: number | bigint | undefined;
}

/** 10.0+; 11.1+: cpr-exec */
export type MigMode = 'normal' | 'cpr-reboot' | 'cpr-transfer' | 'cpr-exec' | (string & {});

/** 5.2+ */
export interface MigrateArguments {
  /** 5.2+ */ readonly uri?: string | undefined;
  /** 10.0+ */ readonly channels?: readonly MigrationChannel[] | undefined;
  /** 5.2+ */ readonly resume?: boolean | undefined;
  /** until 10.0 */ readonly detach?: boolean | undefined;
  /** until 7.2 */ readonly blk?: boolean | undefined;
  /** until 7.2 */ readonly inc?: boolean | undefined;
}

/** 5.2+ */
export interface MigrateContinueArguments {
  /** 5.2+ */ readonly state: MigrationStatus;
}

/** 5.2+ */
export interface MigrateIncomingArguments {
  /** 5.2+ */ readonly uri?: string | undefined;
  /** 10.0+ */ readonly channels?: readonly MigrationChannel[] | undefined;
  /** 10.0+ */ readonly 'exit-on-error'?: boolean | undefined;
}

/** 5.2+ */
export interface MigrateRecoverArguments {
  /** 5.2+ */ readonly uri: string;
}

/** 5.2 only */
export interface MigrateSetCacheSizeArguments {
  /** 5.2 only */ readonly value: number | bigint;
}

/** 5.2+ */
export interface MigrateSetCapabilitiesArguments {
  /** 5.2+ */ readonly capabilities: readonly MigrationCapabilityStatus[];
}

/** 5.2 only */
export interface MigrateSetDowntimeArguments {
  /** 5.2 only */ readonly value: number;
}

/** 5.2+ */
export interface MigrateSetParameters {
  /** 5.2+ */ readonly 'announce-initial'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'announce-max'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'announce-rounds'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'announce-step'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'throttle-trigger-threshold'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'cpu-throttle-initial'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'cpu-throttle-increment'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'cpu-throttle-tailslow'?: boolean | undefined;
  /** 5.2+ */ readonly 'tls-creds'?: StrOrNull | undefined;
  /** 5.2+ */ readonly 'tls-hostname'?: StrOrNull | undefined;
  /** 5.2+ */ readonly 'tls-authz'?: StrOrNull | undefined;
  /** 5.2+ */ readonly 'max-bandwidth'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'avail-switchover-bandwidth'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'downtime-limit'?: number | bigint | undefined;
  /** 5.2+, unstable */ readonly 'x-checkpoint-delay'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'multifd-channels'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'xbzrle-cache-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'max-postcopy-bandwidth'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'max-cpu-throttle'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'multifd-compression'?: MultiFDCompression | undefined;
  /** 5.2+ */ readonly 'multifd-zlib-level'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'multifd-qatzip-level'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'multifd-zstd-level'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'block-bitmap-mapping'?: readonly BitmapMigrationNodeAlias[] | undefined;
  /** 10.0+, unstable */ readonly 'x-vcpu-dirty-limit-period'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'vcpu-dirty-limit'?: number | bigint | undefined;
  /** 10.0+ */ readonly mode?: MigMode | undefined;
  /** 10.0+ */ readonly 'zero-page-detection'?: ZeroPageDetection | undefined;
  /** 10.0+ */ readonly 'direct-io'?: boolean | undefined;
  /** 11.1+, unstable */ readonly 'x-rdma-chunk-size'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'cpr-exec-command'?: readonly string[] | undefined;
  /** until 7.2 */ readonly 'compress-level'?: number | bigint | undefined;
  /** until 7.2 */ readonly 'compress-threads'?: number | bigint | undefined;
  /** until 7.2 */ readonly 'compress-wait-thread'?: boolean | undefined;
  /** until 7.2 */ readonly 'decompress-threads'?: number | bigint | undefined;
  /** until 7.2 */ readonly 'block-incremental'?: boolean | undefined;
}

/** 5.2 only */
export interface MigrateSetSpeedArguments {
  /** 5.2 only */ readonly value: number | bigint;
}

/** 10.0+ */
export type MigrationAddress =
  | MigrationAddressSocket | MigrationAddressExec | MigrationAddressRdma | MigrationAddressFile
  | MigrationAddressUnlisted;

/** 10.0+ */
export interface MigrationAddressExec {
  /** 10.0+ */ readonly transport: 'exec';
  /** 10.0+ */ readonly args: readonly string[];
}

/** 10.0+ */
export interface MigrationAddressFile {
  /** 10.0+ */ readonly transport: 'file';
  /** 10.0+ */ readonly filename: string;
  /** 10.0+ */ readonly offset: number | bigint;
}

/** 10.0+ */
export interface MigrationAddressRdma extends InetSocketAddress {
  /** 10.0+ */ readonly transport: 'rdma';
}

/** 10.0+ */
export type MigrationAddressSocket = SocketAddress & { readonly transport: 'socket' };

/** A case that is not listed */
export interface MigrationAddressUnlisted {
  /** 10.0+ */ readonly transport: Unlisted;
  readonly [member: string]: unknown;
}

/**
 * 5.2+; 5.2+, unstable: x-colo, x-ignore-shared; 7.2+: background-snapshot, zero-copy-send, postcopy-preempt;
 * 10.0+: switchover-ack, dirty-limit, mapped-ram; until 10.0: zero-blocks; until 7.2: compress, block
 */
export type MigrationCapability =
  | 'xbzrle' | 'rdma-pin-all' | 'auto-converge' | 'events' | 'postcopy-ram' | 'x-colo' | 'release-ram'
  | 'return-path' | 'pause-before-switchover' | 'multifd' | 'dirty-bitmaps' | 'postcopy-blocktime'
  | 'late-block-activate' | 'x-ignore-shared' | 'validate-uuid' | 'background-snapshot' | 'zero-copy-send'
  | 'postcopy-preempt' | 'switchover-ack' | 'dirty-limit' | 'mapped-ram' | 'zero-blocks' | 'compress'
  | 'block' | (string & {});

/** 5.2+ */
export interface MigrationCapabilityStatus {
  /** 5.2+ */ readonly capability: MigrationCapability;
  /** 5.2+ */ readonly state: boolean;
}

/** 10.0+ */
export interface MigrationChannel {
  /** 10.0+ */ readonly 'channel-type': MigrationChannelType;
  /** 10.0+ */ readonly addr: MigrationAddress;
}

/** 10.0+ */
export type MigrationChannelType = 'main' | 'cpr' | (string & {});

/** 5.2+ */
export interface MigrationEvent {
  /** 5.2+ */ readonly status: MigrationStatus;
}

/** 5.2+ */
export interface MigrationInfo {
  /** 5.2+ */ readonly status?: MigrationStatus | undefined;
  /** 5.2+ */ readonly ram?: MigrationStats | undefined;
  /** 11.1+ */ readonly remaining?: number | bigint | undefined;
  /** 5.2+ */ readonly vfio?: VfioStats | undefined;
  /** 5.2+ */ readonly 'xbzrle-cache'?: XBZRLECacheStats | undefined;
  /** 5.2+ */ readonly 'total-time'?: number | undefined;
  /** 5.2+ */ readonly 'expected-downtime'?: number | undefined;
  /** 5.2+ */ readonly downtime?: number | undefined;
  /** 5.2+ */ readonly 'setup-time'?: number | undefined;
  /** 5.2+ */ readonly 'cpu-throttle-percentage'?: number | undefined;
  /** 5.2+ */ readonly 'error-desc'?: string | undefined;
  /** 7.2+ */ readonly 'blocked-reasons'?: readonly string[] | undefined;
  /** 5.2+ */ readonly 'postcopy-blocktime'?: number | undefined;
  /** 5.2+ */ readonly 'postcopy-vcpu-blocktime'?: readonly number[] | undefined;
  /** 11.1+, unstable */ readonly 'postcopy-latency'?: number | undefined;
  /** 11.1+, unstable */ readonly 'postcopy-latency-dist'?: readonly number[] | undefined;
  /** 11.1+, unstable */ readonly 'postcopy-vcpu-latency'?: readonly number[] | undefined;
  /** 11.1+, unstable */ readonly 'postcopy-non-vcpu-latency'?: number | undefined;
  /** 5.2+ */ readonly 'socket-address'?: readonly SocketAddress[] | undefined;
  /** 10.0+ */ readonly 'dirty-limit-throttle-time-per-round'?: number | undefined;
  /** 10.0+ */ readonly 'dirty-limit-ring-full-time'?: number | undefined;
  /** until 7.2 */ readonly disk?: MigrationStats | undefined;
  /** until 7.2 */ readonly compression?: CompressionStats | undefined;
}

/** 5.2+ */
export interface MigrationParameters {
  /** 5.2+ */ readonly 'announce-initial'?: number | undefined;
  /** 5.2+ */ readonly 'announce-max'?: number | undefined;
  /** 5.2+ */ readonly 'announce-rounds'?: number | undefined;
  /** 5.2+ */ readonly 'announce-step'?: number | undefined;
  /** 5.2+ */ readonly 'throttle-trigger-threshold'?: number | undefined;
  /** 5.2+ */ readonly 'cpu-throttle-initial'?: number | undefined;
  /** 5.2+ */ readonly 'cpu-throttle-increment'?: number | undefined;
  /** 5.2+ */ readonly 'cpu-throttle-tailslow'?: boolean | undefined;
  /** 5.2+ */ readonly 'tls-creds'?: StrOrNull | undefined;
  /** 5.2+ */ readonly 'tls-hostname'?: StrOrNull | undefined;
  /** 5.2+ */ readonly 'tls-authz'?: StrOrNull | undefined;
  /** 5.2+ */ readonly 'max-bandwidth'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'avail-switchover-bandwidth'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'downtime-limit'?: number | undefined;
  /** 5.2+, unstable */ readonly 'x-checkpoint-delay'?: number | undefined;
  /** 5.2+ */ readonly 'multifd-channels'?: number | undefined;
  /** 5.2+ */ readonly 'xbzrle-cache-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'max-postcopy-bandwidth'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'max-cpu-throttle'?: number | undefined;
  /** 5.2+ */ readonly 'multifd-compression'?: MultiFDCompression | undefined;
  /** 5.2+ */ readonly 'multifd-zlib-level'?: number | undefined;
  /** 10.0+ */ readonly 'multifd-qatzip-level'?: number | undefined;
  /** 5.2+ */ readonly 'multifd-zstd-level'?: number | undefined;
  /** 5.2+ */ readonly 'block-bitmap-mapping'?: readonly BitmapMigrationNodeAlias[] | undefined;
  /** 10.0+, unstable */ readonly 'x-vcpu-dirty-limit-period'?: number | undefined;
  /** 10.0+ */ readonly 'vcpu-dirty-limit'?: number | bigint | undefined;
  /** 10.0+ */ readonly mode?: MigMode | undefined;
  /** 10.0+ */ readonly 'zero-page-detection'?: ZeroPageDetection | undefined;
  /** 10.0+ */ readonly 'direct-io'?: boolean | undefined;
  /** 11.1+, unstable */ readonly 'x-rdma-chunk-size'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'cpr-exec-command'?: readonly string[] | undefined;
  /** until 7.2 */ readonly 'compress-level'?: number | undefined;
  /** until 7.2 */ readonly 'compress-threads'?: number | undefined;
  /** until 7.2 */ readonly 'compress-wait-thread'?: boolean | undefined;
  /** until 7.2 */ readonly 'decompress-threads'?: number | undefined;
  /** until 7.2 */ readonly 'block-incremental'?: boolean | undefined;
}

/** 5.2+ */
export interface MigrationPassEvent {
  /** 5.2+ */ readonly pass: number;
}

/** 5.2+ */
export interface MigrationStats {
  /** 5.2+ */ readonly transferred: number | bigint;
  /** 5.2+ */ readonly remaining: number;
  /** 5.2+ */ readonly total: number;
  /** 5.2+ */ readonly duplicate: number;
  /** 5.2+ */ readonly normal: number;
  /** 5.2+ */ readonly 'normal-bytes': number | bigint;
  /** 5.2+ */ readonly 'dirty-pages-rate': number;
  /** 5.2+ */ readonly mbps: number;
  /** 5.2+ */ readonly 'dirty-sync-count': number;
  /** 5.2+ */ readonly 'postcopy-requests': number;
  /** 5.2+ */ readonly 'page-size': number;
  /** 5.2+ */ readonly 'multifd-bytes': number | bigint;
  /** 5.2+ */ readonly 'pages-per-second': number;
  /** 7.2+ */ readonly 'precopy-bytes'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'downtime-bytes'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'postcopy-bytes'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'dirty-sync-missed-zero-copy'?: number | undefined;
  /** until 7.2 */ readonly skipped?: number | undefined;
}

/** 5.2+; 11.1+: postcopy-device, failing; 10.0+: postcopy-recover-setup */
export type MigrationStatus =
  | 'none' | 'setup' | 'cancelling' | 'cancelled' | 'active' | 'postcopy-device' | 'postcopy-active'
  | 'postcopy-paused' | 'postcopy-recover-setup' | 'postcopy-recover' | 'completed' | 'failing' | 'failed'
  | 'colo' | 'pre-switchover' | 'device' | 'wait-unplug' | (string & {});

/** 10.0 only */
export interface MigrationThreadInfo {
  /** 10.0 only */ readonly name: string;
  /** 10.0 only */ readonly 'thread-id': number;
}

/** 5.2+ */
export type MirrorCopyMode = 'background' | 'write-blocking' | (string & {});

/** 5.2+ */
export type MirrorSyncMode = 'top' | 'full' | 'none' | 'incremental' | 'bitmap' | (string & {});

/** 5.2+ */
export interface MouseInfo {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly index: number;
  /** 5.2+ */ readonly current: boolean;
  /** 5.2+ */ readonly absolute: boolean;
}

/** 5.2+; 7.2+: zstd */
export type MultiFDCompression = 'none' | 'zlib' | 'zstd' | (string & {});

/** 5.2+ */
export interface NameInfo {
  /** 5.2+ */ readonly name?: string | undefined;
}

/** 5.2+ */
export interface NbdServerAddOptions {
  /** 5.2+ */ readonly name?: string | undefined;
  /** 5.2+ */ readonly description?: string | undefined;
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly writable?: boolean | undefined;
  /** 5.2+ */ readonly bitmap?: string | undefined;
}

/** 5.2+ */
export interface NbdServerRemoveArguments {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly mode?: BlockExportRemoveMode | undefined;
}

/** 5.2+ */
export interface NbdServerStartArguments {
  /** 10.0+ */ readonly 'handshake-max-seconds'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'tls-creds'?: string | undefined;
  /** 5.2+ */ readonly 'tls-authz'?: string | undefined;
  /** 5.2+ */ readonly 'max-connections'?: number | bigint | undefined;
  /** 5.2+ */ readonly addr: SocketAddressLegacy;
}

/** 7.2+ */
export type NetFilterDirection = 'all' | 'rx' | 'tx' | (string & {});

/** 5.2+ */
export type Netdev =
  | NetdevNic | NetdevPasst | NetdevUser | NetdevTap | NetdevL2tpv3 | NetdevSocket | NetdevStream
  | NetdevDgram | NetdevVde | NetdevBridge | NetdevHubport | NetdevNetmap | NetdevVhostUser | NetdevVhostVdpa
  | NetdevNone | NetdevUnlisted;

/** What all cases of Netdev have */
export interface NetdevBase {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export interface NetdevBridge extends NetdevBase {
  /** 5.2+ */ readonly type: 'bridge';
  /** 5.2+ */ readonly br?: string | undefined;
  /** 5.2+ */ readonly helper?: string | undefined;
}

/** 5.2+ */
export interface NetdevDelArguments {
  /** 5.2+ */ readonly id: string;
}

/** 7.2+ */
export interface NetdevDgram extends NetdevBase {
  /** 7.2+ */ readonly type: 'dgram';
  /** 7.2+ */ readonly local?: SocketAddress | undefined;
  /** 7.2+ */ readonly remote?: SocketAddress | undefined;
}

/** 5.2+ */
export interface NetdevHubport extends NetdevBase {
  /** 5.2+ */ readonly type: 'hubport';
  /** 5.2+ */ readonly hubid: number | bigint;
  /** 5.2+ */ readonly netdev?: string | undefined;
}

/** 5.2+ */
export interface NetdevL2tpv3 extends NetdevBase {
  /** 5.2+ */ readonly type: 'l2tpv3';
  /** 5.2+ */ readonly src: string;
  /** 5.2+ */ readonly dst: string;
  /** 5.2+ */ readonly srcport?: string | undefined;
  /** 5.2+ */ readonly dstport?: string | undefined;
  /** 5.2+ */ readonly ipv6?: boolean | undefined;
  /** 5.2+ */ readonly udp?: boolean | undefined;
  /** 5.2+ */ readonly cookie64?: boolean | undefined;
  /** 5.2+ */ readonly counter?: boolean | undefined;
  /** 5.2+ */ readonly pincounter?: boolean | undefined;
  /** 5.2+ */ readonly txcookie?: number | bigint | undefined;
  /** 5.2+ */ readonly rxcookie?: number | bigint | undefined;
  /** 5.2+ */ readonly txsession: number | bigint;
  /** 5.2+ */ readonly rxsession?: number | bigint | undefined;
  /** 5.2+ */ readonly offset?: number | bigint | undefined;
}

/** 5.2+ */
export interface NetdevNetmap extends NetdevBase {
  /** 5.2+ */ readonly type: 'netmap';
  /** 5.2+ */ readonly ifname: string;
  /** 5.2+ */ readonly devname?: string | undefined;
}

/** 5.2+ */
export interface NetdevNic extends NetdevBase {
  /** 5.2+ */ readonly type: 'nic';
  /** 5.2+ */ readonly netdev?: string | undefined;
  /** 5.2+ */ readonly macaddr?: string | undefined;
  /** 5.2+ */ readonly model?: string | undefined;
  /** 5.2+ */ readonly addr?: string | undefined;
  /** 5.2+ */ readonly vectors?: number | bigint | undefined;
}

/** 5.2+ */
export interface NetdevNone extends NetdevBase {
  /** 5.2+ */ readonly type: 'none';
}

/** 11.1+ */
export interface NetdevPasst extends NetdevBase {
  /** 11.1+ */ readonly type: 'passt';
  /** 11.1+ */ readonly path?: string | undefined;
  /** 11.1+ */ readonly quiet?: boolean | undefined;
  /** 11.1+ */ readonly 'vhost-user'?: boolean | undefined;
  /** 11.1+ */ readonly mtu?: number | bigint | undefined;
  /** 11.1+ */ readonly address?: string | undefined;
  /** 11.1+ */ readonly netmask?: string | undefined;
  /** 11.1+ */ readonly mac?: string | undefined;
  /** 11.1+ */ readonly gateway?: string | undefined;
  /** 11.1+ */ readonly interface?: string | undefined;
  /** 11.1+ */ readonly outbound?: string | undefined;
  /** 11.1+ */ readonly 'outbound-if4'?: string | undefined;
  /** 11.1+ */ readonly 'outbound-if6'?: string | undefined;
  /** 11.1+ */ readonly dns?: string | undefined;
  /** 11.1+ */ readonly search?: readonly NetdevPasstSearch[] | undefined;
  /** 11.1+ */ readonly fqdn?: string | undefined;
  /** 11.1+ */ readonly 'dhcp-dns'?: boolean | undefined;
  /** 11.1+ */ readonly 'dhcp-search'?: boolean | undefined;
  /** 11.1+ */ readonly 'map-host-loopback'?: string | undefined;
  /** 11.1+ */ readonly 'map-guest-addr'?: string | undefined;
  /** 11.1+ */ readonly 'dns-forward'?: string | undefined;
  /** 11.1+ */ readonly 'dns-host'?: string | undefined;
  /** 11.1+ */ readonly tcp?: boolean | undefined;
  /** 11.1+ */ readonly udp?: boolean | undefined;
  /** 11.1+ */ readonly icmp?: boolean | undefined;
  /** 11.1+ */ readonly dhcp?: boolean | undefined;
  /** 11.1+ */ readonly ndp?: boolean | undefined;
  /** 11.1+ */ readonly dhcpv6?: boolean | undefined;
  /** 11.1+ */ readonly ra?: boolean | undefined;
  /** 11.1+ */ readonly freebind?: boolean | undefined;
  /** 11.1+ */ readonly ipv4?: boolean | undefined;
  /** 11.1+ */ readonly ipv6?: boolean | undefined;
  /** 11.1+ */ readonly 'tcp-ports'?: readonly NetdevPasstTcpPorts[] | undefined;
  /** 11.1+ */ readonly 'udp-ports'?: readonly NetdevPasstTcpPorts[] | undefined;
  /** 11.1+ */ readonly param?: readonly NetdevPasstParam[] | undefined;
}

/** 11.1+ */
export interface NetdevPasstParam {
  /** 11.1+ */ readonly str: string;
}

/** 11.1+ */
export interface NetdevPasstSearch {
  /** 11.1+ */ readonly str: string;
}

/** 11.1+ */
export interface NetdevPasstTcpPorts {
  /** 11.1+ */ readonly str: string;
}

/** 5.2+ */
export interface NetdevSocket extends NetdevBase {
  /** 5.2+ */ readonly type: 'socket';
  /** 5.2+ */ readonly fd?: string | undefined;
  /** 5.2+ */ readonly listen?: string | undefined;
  /** 5.2+ */ readonly connect?: string | undefined;
  /** 5.2+ */ readonly mcast?: string | undefined;
  /** 5.2+ */ readonly localaddr?: string | undefined;
  /** 5.2+ */ readonly udp?: string | undefined;
}

/** 7.2+ */
export interface NetdevStream extends NetdevBase {
  /** 7.2+ */ readonly type: 'stream';
  /** 7.2+ */ readonly addr: SocketAddress;
  /** 7.2+ */ readonly server?: boolean | undefined;
  /** 10.0+ */ readonly 'reconnect-ms'?: number | bigint | undefined;
  /** 10.0 only */ readonly reconnect?: number | bigint | undefined;
}

/** 7.2+ */
export interface NetdevStreamConnectedEvent {
  /** 7.2+ */ readonly 'netdev-id': string;
  /** 7.2+ */ readonly addr: SocketAddress;
}

/** 7.2+ */
export interface NetdevStreamDisconnectedEvent {
  /** 7.2+ */ readonly 'netdev-id': string;
}

/** 5.2+ */
export interface NetdevTap extends NetdevBase {
  /** 5.2+ */ readonly type: 'tap';
  /** 5.2+ */ readonly ifname?: string | undefined;
  /** 5.2+ */ readonly fd?: string | undefined;
  /** 5.2+ */ readonly fds?: string | undefined;
  /** 5.2+ */ readonly script?: string | undefined;
  /** 5.2+ */ readonly downscript?: string | undefined;
  /** 5.2+ */ readonly br?: string | undefined;
  /** 5.2+ */ readonly helper?: string | undefined;
  /** 5.2+ */ readonly sndbuf?: number | bigint | undefined;
  /** 5.2+ */ readonly vnet_hdr?: boolean | undefined;
  /** 5.2+ */ readonly vhost?: boolean | undefined;
  /** 5.2+ */ readonly vhostfd?: string | undefined;
  /** 5.2+ */ readonly vhostfds?: string | undefined;
  /** 5.2+ */ readonly vhostforce?: boolean | undefined;
  /** 5.2+ */ readonly queues?: number | bigint | undefined;
  /** 5.2+ */ readonly 'poll-us'?: number | bigint | undefined;
}

/** A case that is not listed */
export interface NetdevUnlisted extends NetdevBase {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface NetdevUser extends NetdevBase {
  /** 5.2+ */ readonly type: 'user';
  /** 5.2+ */ readonly hostname?: string | undefined;
  /** 5.2+ */ readonly restrict?: boolean | undefined;
  /** 5.2+ */ readonly ipv4?: boolean | undefined;
  /** 5.2+ */ readonly ipv6?: boolean | undefined;
  /** 5.2+ */ readonly ip?: string | undefined;
  /** 5.2+ */ readonly net?: string | undefined;
  /** 5.2+ */ readonly host?: string | undefined;
  /** 5.2+ */ readonly tftp?: string | undefined;
  /** 5.2+ */ readonly bootfile?: string | undefined;
  /** 5.2+ */ readonly dhcpstart?: string | undefined;
  /** 5.2+ */ readonly dns?: string | undefined;
  /** 5.2+ */ readonly dnssearch?: readonly StringObject[] | undefined;
  /** 5.2+ */ readonly domainname?: string | undefined;
  /** 5.2+ */ readonly 'ipv6-prefix'?: string | undefined;
  /** 5.2+ */ readonly 'ipv6-prefixlen'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'ipv6-host'?: string | undefined;
  /** 5.2+ */ readonly 'ipv6-dns'?: string | undefined;
  /** 5.2+ */ readonly smb?: string | undefined;
  /** 5.2+ */ readonly smbserver?: string | undefined;
  /** 5.2+ */ readonly hostfwd?: readonly StringObject[] | undefined;
  /** 5.2+ */ readonly guestfwd?: readonly StringObject[] | undefined;
  /** 5.2+ */ readonly 'tftp-server-name'?: string | undefined;
}

/** 5.2+ */
export interface NetdevVde extends NetdevBase {
  /** 5.2+ */ readonly type: 'vde';
  /** 5.2+ */ readonly sock?: string | undefined;
  /** 5.2+ */ readonly port?: number | bigint | undefined;
  /** 5.2+ */ readonly group?: string | undefined;
  /** 5.2+ */ readonly mode?: number | bigint | undefined;
}

/** 5.2+ */
export interface NetdevVhostUser extends NetdevBase {
  /** 5.2+ */ readonly type: 'vhost-user';
  /** 5.2+ */ readonly chardev: string;
  /** 5.2+ */ readonly vhostforce?: boolean | undefined;
  /** 5.2+ */ readonly queues?: number | bigint | undefined;
}

/** 10.0+ */
export interface NetdevVhostUserConnectedEvent {
  /** 10.0+ */ readonly 'netdev-id': string;
  /** 10.0+ */ readonly 'chardev-id': string;
}

/** 10.0+ */
export interface NetdevVhostUserDisconnectedEvent {
  /** 10.0+ */ readonly 'netdev-id': string;
}

/** 5.2+ */
export interface NetdevVhostVdpa extends NetdevBase {
  /** 5.2+ */ readonly type: 'vhost-vdpa';
  /** 5.2+ */ readonly vhostdev?: string | undefined;
  /** 7.2+ */ readonly vhostfd?: string | undefined;
  /** 5.2+ */ readonly queues?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-svq'?: boolean | undefined;
}

/** 7.2+ */
export type NetfilterInsert = 'before' | 'behind' | (string & {});

/** 5.2+ */
export type NetworkAddressFamily = 'ipv4' | 'ipv6' | 'unix' | 'vsock' | 'unknown' | (string & {});

/** 5.2+ */
export type NewImageMode = 'existing' | 'absolute-paths' | (string & {});

/** 5.2+ */
export interface NfsLocation {
  /** 5.2+ */ readonly server: NfsLocationServer;
  /** 5.2+ */ readonly path: string;
  /** 5.2+ */ readonly user?: number | bigint | undefined;
  /** 5.2+ */ readonly group?: number | bigint | undefined;
  /** 5.2+ */ readonly 'tcp-syn-count'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'readahead-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'page-cache-size'?: number | bigint | undefined;
  /** 5.2+ */ readonly debug?: number | bigint | undefined;
}

/** 5.2+ */
export interface NfsLocationServer {
  /** 5.2+ */ readonly type: NfsLocationServerType;
  /** 5.2+ */ readonly host: string;
}

/** 5.2+ */
export type NfsLocationServerType = 'inet' | (string & {});

/** 5.2+ */
export interface NicRxFilterChangedEvent {
  /** 5.2+ */ readonly name?: string | undefined;
  /** 5.2+ */ readonly path: string;
}

/** 5.2+ */
export type NumaOptions =
  | NumaOptionsNode | NumaOptionsDist | NumaOptionsCpu | NumaOptionsHmatLb | NumaOptionsHmatCache
  | NumaOptionsUnlisted;

/** 5.2+ */
export interface NumaOptionsCpu {
  /** 5.2+ */ readonly type: 'cpu';
  /** 5.2+ */ readonly 'node-id'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'drawer-id'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'book-id'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'socket-id'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'die-id'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'cluster-id'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'module-id'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'core-id'?: number | bigint | undefined;
  /** 5.2+ */ readonly 'thread-id'?: number | bigint | undefined;
}

/** 5.2+ */
export interface NumaOptionsDist {
  /** 5.2+ */ readonly type: 'dist';
  /** 5.2+ */ readonly src: number | bigint;
  /** 5.2+ */ readonly dst: number | bigint;
  /** 5.2+ */ readonly val: number | bigint;
}

/** 5.2+ */
export interface NumaOptionsHmatCache {
  /** 5.2+ */ readonly type: 'hmat-cache';
  /** 5.2+ */ readonly 'node-id': number | bigint;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly level: number | bigint;
  /** 5.2+ */ readonly associativity: NumaOptionsHmatCacheAssociativity;
  /** 5.2+ */ readonly policy: NumaOptionsHmatCachePolicy;
  /** 5.2+ */ readonly line: number | bigint;
}

/** 5.2+ */
export type NumaOptionsHmatCacheAssociativity = 'none' | 'direct' | 'complex' | (string & {});

/** 5.2+ */
export type NumaOptionsHmatCachePolicy = 'none' | 'write-back' | 'write-through' | (string & {});

/** 5.2+ */
export interface NumaOptionsHmatLb {
  /** 5.2+ */ readonly type: 'hmat-lb';
  /** 5.2+ */ readonly initiator: number | bigint;
  /** 5.2+ */ readonly target: number | bigint;
  /** 5.2+ */ readonly hierarchy: NumaOptionsHmatLbHierarchy;
  /** 5.2+ */ readonly 'data-type': NumaOptionsHmatLbDataType;
  /** 5.2+ */ readonly latency?: number | bigint | undefined;
  /** 5.2+ */ readonly bandwidth?: number | bigint | undefined;
}

/** 5.2+ */
export type NumaOptionsHmatLbDataType =
  | 'access-latency' | 'read-latency' | 'write-latency' | 'access-bandwidth' | 'read-bandwidth'
  | 'write-bandwidth' | (string & {});

/** 5.2+ */
export type NumaOptionsHmatLbHierarchy =
  | 'memory' | 'first-level' | 'second-level' | 'third-level' | (string & {});

/** 5.2+ */
export interface NumaOptionsNode {
  /** 5.2+ */ readonly type: 'node';
  /** 5.2+ */ readonly nodeid?: number | bigint | undefined;
  /** 5.2+ */ readonly cpus?: readonly (number | bigint)[] | undefined;
  /** 5.2+ */ readonly mem?: number | bigint | undefined;
  /** 5.2+ */ readonly memdev?: string | undefined;
  /** 5.2+ */ readonly initiator?: number | bigint | undefined;
}

/** A case that is not listed */
export interface NumaOptionsUnlisted {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface ObjectDelArguments {
  /** 5.2+ */ readonly id: string;
}

/** 5.2+ */
export type ObjectOptions =
  | ObjectOptionsAcpiGenericInitiator | ObjectOptionsAcpiGenericPort | ObjectOptionsAuthzList
  | ObjectOptionsAuthzListfile | ObjectOptionsAuthzPam | ObjectOptionsAuthzSimple
  | ObjectOptionsCanHostSocketcan | ObjectOptionsColoCompare | ObjectOptionsCryptodevBackend
  | ObjectOptionsCryptodevVhostUser | ObjectOptionsDbusVmstate | ObjectOptionsFilterBuffer
  | ObjectOptionsFilterDump | ObjectOptionsFilterMirror | ObjectOptionsFilterRedirector
  | ObjectOptionsFilterReplay | ObjectOptionsFilterRewriter | ObjectOptionsInputBarrier
  | ObjectOptionsInputLinux | ObjectOptionsIommufd | ObjectOptionsIothread | ObjectOptionsMainLoop
  | ObjectOptionsMemoryBackendEpc | ObjectOptionsMemoryBackendFile | ObjectOptionsMemoryBackendMemfd
  | ObjectOptionsMemoryBackendRam | ObjectOptionsMemoryBackendShm | ObjectOptionsMonitorHmp
  | ObjectOptionsMonitorQmp | ObjectOptionsPrManagerHelper | ObjectOptionsQtest | ObjectOptionsRngBuiltin
  | ObjectOptionsRngEgd | ObjectOptionsRngRandom | ObjectOptionsSecret | ObjectOptionsSecretKeyring
  | ObjectOptionsSevGuest | ObjectOptionsSevSnpGuest | ObjectOptionsTdxGuest | ObjectOptionsThreadContext
  | ObjectOptionsThrottleGroup | ObjectOptionsTlsCredsAnon | ObjectOptionsTlsCredsPsk
  | ObjectOptionsTlsCredsX509 | ObjectOptionsTlsCipherSuites | ObjectOptionsXRemoteObject
  | ObjectOptionsXVfioUserServer | ObjectOptionsBare | ObjectOptionsUnlisted;

/** 10.0+ */
export interface ObjectOptionsAcpiGenericInitiator extends ObjectOptionsBase {
  /** 10.0+ */ readonly 'qom-type': 'acpi-generic-initiator';
  /** 10.0+ */ readonly 'pci-dev': string;
  /** 10.0+ */ readonly node: number | bigint;
}

/** 10.0+ */
export interface ObjectOptionsAcpiGenericPort extends ObjectOptionsBase {
  /** 10.0+ */ readonly 'qom-type': 'acpi-generic-port';
  /** 10.0+ */ readonly 'pci-bus': string;
  /** 10.0+ */ readonly node: number | bigint;
}

/** 7.2+ */
export interface ObjectOptionsAuthzList extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'authz-list';
  /** 7.2+ */ readonly policy?: QAuthZListPolicy | undefined;
  /** 7.2+ */ readonly rules?: readonly QAuthZListRule[] | undefined;
}

/** 7.2+ */
export interface ObjectOptionsAuthzListfile extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'authz-listfile';
  /** 7.2+ */ readonly filename: string;
  /** 7.2+ */ readonly refresh?: boolean | undefined;
}

/** 7.2+ */
export interface ObjectOptionsAuthzPam extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'authz-pam';
  /** 7.2+ */ readonly service: string;
}

/** 7.2+ */
export interface ObjectOptionsAuthzSimple extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'authz-simple';
  /** 7.2+ */ readonly identity: string;
}

/** 7.2+ */
export interface ObjectOptionsBare extends ObjectOptionsBase {
  /** 5.2+; 7.2+: can-bus, pef-guest, s390-pv-guest */
  readonly 'qom-type': 'can-bus' | 'pef-guest' | 's390-pv-guest';
}

/** What all cases of ObjectOptions have */
export interface ObjectOptionsBase {
  /** 5.2+ */ readonly id: string;
  /** 5.2 only */ readonly props?: unknown;
}

/** 7.2+ */
export interface ObjectOptionsCanHostSocketcan extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'can-host-socketcan';
  /** 7.2+ */ readonly if: string;
  /** 7.2+ */ readonly canbus: string;
}

/** 7.2+ */
export interface ObjectOptionsColoCompare extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'colo-compare';
  /** 7.2+ */ readonly primary_in: string;
  /** 7.2+ */ readonly secondary_in: string;
  /** 7.2+ */ readonly outdev: string;
  /** 7.2+ */ readonly iothread: string;
  /** 7.2+ */ readonly notify_dev?: string | undefined;
  /** 7.2+ */ readonly compare_timeout?: number | bigint | undefined;
  /** 7.2+ */ readonly expired_scan_cycle?: number | bigint | undefined;
  /** 7.2+ */ readonly max_queue_size?: number | bigint | undefined;
  /** 7.2+ */ readonly vnet_hdr_support?: boolean | undefined;
}

/** 7.2+ */
export interface ObjectOptionsCryptodevBackend extends ObjectOptionsBase {
  /** 5.2+; 7.2+: cryptodev-backend, cryptodev-backend-builtin, cryptodev-backend-lkcf */
  readonly 'qom-type': 'cryptodev-backend' | 'cryptodev-backend-builtin' | 'cryptodev-backend-lkcf';
  /** 7.2+ */ readonly queues?: number | bigint | undefined;
  /** 10.0+ */ readonly 'throttle-bps'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'throttle-ops'?: number | bigint | undefined;
}

/** 7.2+ */
export interface ObjectOptionsCryptodevVhostUser extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'cryptodev-vhost-user';
  /** 7.2+ */ readonly queues?: number | bigint | undefined;
  /** 10.0+ */ readonly 'throttle-bps'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'throttle-ops'?: number | bigint | undefined;
  /** 7.2+ */ readonly chardev: string;
}

/** 7.2+ */
export interface ObjectOptionsDbusVmstate extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'dbus-vmstate';
  /** 7.2+ */ readonly addr: string;
  /** 7.2+ */ readonly 'id-list'?: string | undefined;
}

/** 7.2+ */
export interface ObjectOptionsFilterBuffer extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'filter-buffer';
  /** 7.2+ */ readonly netdev: string;
  /** 7.2+ */ readonly queue?: NetFilterDirection | undefined;
  /** 7.2+ */ readonly status?: string | undefined;
  /** 7.2+ */ readonly position?: string | undefined;
  /** 7.2+ */ readonly insert?: NetfilterInsert | undefined;
  /** 7.2+ */ readonly interval: number | bigint;
}

/** 7.2+ */
export interface ObjectOptionsFilterDump extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'filter-dump';
  /** 7.2+ */ readonly netdev: string;
  /** 7.2+ */ readonly queue?: NetFilterDirection | undefined;
  /** 7.2+ */ readonly status?: string | undefined;
  /** 7.2+ */ readonly position?: string | undefined;
  /** 7.2+ */ readonly insert?: NetfilterInsert | undefined;
  /** 7.2+ */ readonly file: string;
  /** 7.2+ */ readonly maxlen?: number | bigint | undefined;
}

/** 7.2+ */
export interface ObjectOptionsFilterMirror extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'filter-mirror';
  /** 7.2+ */ readonly netdev: string;
  /** 7.2+ */ readonly queue?: NetFilterDirection | undefined;
  /** 7.2+ */ readonly status?: string | undefined;
  /** 7.2+ */ readonly position?: string | undefined;
  /** 7.2+ */ readonly insert?: NetfilterInsert | undefined;
  /** 7.2+ */ readonly outdev: string;
  /** 7.2+ */ readonly vnet_hdr_support?: boolean | undefined;
}

/** 7.2+ */
export interface ObjectOptionsFilterRedirector extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'filter-redirector';
  /** 7.2+ */ readonly netdev: string;
  /** 7.2+ */ readonly queue?: NetFilterDirection | undefined;
  /** 7.2+ */ readonly status?: string | undefined;
  /** 7.2+ */ readonly position?: string | undefined;
  /** 7.2+ */ readonly insert?: NetfilterInsert | undefined;
  /** 7.2+ */ readonly indev?: string | undefined;
  /** 7.2+ */ readonly outdev?: string | undefined;
  /** 7.2+ */ readonly vnet_hdr_support?: boolean | undefined;
}

/** 7.2+ */
export interface ObjectOptionsFilterReplay extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'filter-replay';
  /** 7.2+ */ readonly netdev: string;
  /** 7.2+ */ readonly queue?: NetFilterDirection | undefined;
  /** 7.2+ */ readonly status?: string | undefined;
  /** 7.2+ */ readonly position?: string | undefined;
  /** 7.2+ */ readonly insert?: NetfilterInsert | undefined;
}

/** 7.2+ */
export interface ObjectOptionsFilterRewriter extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'filter-rewriter';
  /** 7.2+ */ readonly netdev: string;
  /** 7.2+ */ readonly queue?: NetFilterDirection | undefined;
  /** 7.2+ */ readonly status?: string | undefined;
  /** 7.2+ */ readonly position?: string | undefined;
  /** 7.2+ */ readonly insert?: NetfilterInsert | undefined;
  /** 7.2+ */ readonly vnet_hdr_support?: boolean | undefined;
}

/** 7.2+ */
export interface ObjectOptionsInputBarrier extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'input-barrier';
  /** 7.2+ */ readonly name: string;
  /** 7.2+ */ readonly server?: string | undefined;
  /** 7.2+ */ readonly port?: string | undefined;
  /** 7.2+ */ readonly 'x-origin'?: string | undefined;
  /** 7.2+ */ readonly 'y-origin'?: string | undefined;
  /** 7.2+ */ readonly width?: string | undefined;
  /** 7.2+ */ readonly height?: string | undefined;
}

/** 7.2+ */
export interface ObjectOptionsInputLinux extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'input-linux';
  /** 7.2+ */ readonly evdev: string;
  /** 7.2+ */ readonly grab_all?: boolean | undefined;
  /** 7.2+ */ readonly repeat?: boolean | undefined;
  /** 7.2+ */ readonly 'grab-toggle'?: ObjectOptionsInputLinuxGrabToggle | undefined;
}

/** 7.2+ */
export type ObjectOptionsInputLinuxGrabToggle =
  | 'ctrl-ctrl' | 'alt-alt' | 'shift-shift' | 'meta-meta' | 'scrolllock' | 'ctrl-scrolllock' | (string & {});

/** 10.0+ */
export interface ObjectOptionsIommufd extends ObjectOptionsBase {
  /** 10.0+ */ readonly 'qom-type': 'iommufd';
  /** 10.0+ */ readonly fd?: string | undefined;
}

/** 7.2+ */
export interface ObjectOptionsIothread extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'iothread';
  /** 7.2+ */ readonly 'aio-max-batch'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'thread-pool-min'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'thread-pool-max'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'poll-max-ns'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'poll-grow'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'poll-shrink'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'poll-weight'?: number | bigint | undefined;
}

/** 7.2+ */
export interface ObjectOptionsMainLoop extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'main-loop';
  /** 7.2+ */ readonly 'aio-max-batch'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'thread-pool-min'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'thread-pool-max'?: number | bigint | undefined;
}

/** 7.2+ */
export interface ObjectOptionsMemoryBackendEpc extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'memory-backend-epc';
  /** 7.2+ */ readonly dump?: boolean | undefined;
  /** 7.2+ */ readonly 'host-nodes'?: readonly (number | bigint)[] | undefined;
  /** 7.2+ */ readonly merge?: boolean | undefined;
  /** 7.2+ */ readonly policy?: HostMemPolicy | undefined;
  /** 7.2+ */ readonly prealloc?: boolean | undefined;
  /** 7.2+ */ readonly 'prealloc-threads'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'prealloc-context'?: string | undefined;
  /** 7.2+ */ readonly share?: boolean | undefined;
  /** 7.2+ */ readonly reserve?: boolean | undefined;
  /** 7.2+ */ readonly size: number | bigint;
  /** 7.2+ */ readonly 'x-use-canonical-path-for-ramblock-id'?: boolean | undefined;
}

/** 7.2+ */
export interface ObjectOptionsMemoryBackendFile extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'memory-backend-file';
  /** 7.2+ */ readonly dump?: boolean | undefined;
  /** 7.2+ */ readonly 'host-nodes'?: readonly (number | bigint)[] | undefined;
  /** 7.2+ */ readonly merge?: boolean | undefined;
  /** 7.2+ */ readonly policy?: HostMemPolicy | undefined;
  /** 7.2+ */ readonly prealloc?: boolean | undefined;
  /** 7.2+ */ readonly 'prealloc-threads'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'prealloc-context'?: string | undefined;
  /** 7.2+ */ readonly share?: boolean | undefined;
  /** 7.2+ */ readonly reserve?: boolean | undefined;
  /** 7.2+ */ readonly size: number | bigint;
  /** 7.2+ */ readonly 'x-use-canonical-path-for-ramblock-id'?: boolean | undefined;
  /** 7.2+ */ readonly align?: number | bigint | undefined;
  /** 10.0+ */ readonly offset?: number | bigint | undefined;
  /** 7.2+ */ readonly 'discard-data'?: boolean | undefined;
  /** 7.2+ */ readonly 'mem-path': string;
  /** 7.2+ */ readonly pmem?: boolean | undefined;
  /** 7.2+ */ readonly readonly?: boolean | undefined;
  /** 10.0+ */ readonly rom?: OnOffAuto | undefined;
}

/** 7.2+ */
export interface ObjectOptionsMemoryBackendMemfd extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'memory-backend-memfd';
  /** 7.2+ */ readonly dump?: boolean | undefined;
  /** 7.2+ */ readonly 'host-nodes'?: readonly (number | bigint)[] | undefined;
  /** 7.2+ */ readonly merge?: boolean | undefined;
  /** 7.2+ */ readonly policy?: HostMemPolicy | undefined;
  /** 7.2+ */ readonly prealloc?: boolean | undefined;
  /** 7.2+ */ readonly 'prealloc-threads'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'prealloc-context'?: string | undefined;
  /** 7.2+ */ readonly share?: boolean | undefined;
  /** 7.2+ */ readonly reserve?: boolean | undefined;
  /** 7.2+ */ readonly size: number | bigint;
  /** 7.2+ */ readonly 'x-use-canonical-path-for-ramblock-id'?: boolean | undefined;
  /** 7.2+ */ readonly hugetlb?: boolean | undefined;
  /** 7.2+ */ readonly hugetlbsize?: number | bigint | undefined;
  /** 7.2+ */ readonly seal?: boolean | undefined;
}

/** 7.2+ */
export interface ObjectOptionsMemoryBackendRam extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'memory-backend-ram';
  /** 7.2+ */ readonly dump?: boolean | undefined;
  /** 7.2+ */ readonly 'host-nodes'?: readonly (number | bigint)[] | undefined;
  /** 7.2+ */ readonly merge?: boolean | undefined;
  /** 7.2+ */ readonly policy?: HostMemPolicy | undefined;
  /** 7.2+ */ readonly prealloc?: boolean | undefined;
  /** 7.2+ */ readonly 'prealloc-threads'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'prealloc-context'?: string | undefined;
  /** 7.2+ */ readonly share?: boolean | undefined;
  /** 7.2+ */ readonly reserve?: boolean | undefined;
  /** 7.2+ */ readonly size: number | bigint;
  /** 7.2+ */ readonly 'x-use-canonical-path-for-ramblock-id'?: boolean | undefined;
}

/** 10.0+ */
export interface ObjectOptionsMemoryBackendShm extends ObjectOptionsBase {
  /** 10.0+ */ readonly 'qom-type': 'memory-backend-shm';
  /** 10.0+ */ readonly dump?: boolean | undefined;
  /** 10.0+ */ readonly 'host-nodes'?: readonly (number | bigint)[] | undefined;
  /** 10.0+ */ readonly merge?: boolean | undefined;
  /** 10.0+ */ readonly policy?: HostMemPolicy | undefined;
  /** 10.0+ */ readonly prealloc?: boolean | undefined;
  /** 10.0+ */ readonly 'prealloc-threads'?: number | bigint | undefined;
  /** 10.0+ */ readonly 'prealloc-context'?: string | undefined;
  /** 10.0+ */ readonly share?: boolean | undefined;
  /** 10.0+ */ readonly reserve?: boolean | undefined;
  /** 10.0+ */ readonly size: number | bigint;
  /** 10.0+ */ readonly 'x-use-canonical-path-for-ramblock-id'?: boolean | undefined;
}

/** 11.1+ */
export interface ObjectOptionsMonitorHmp extends ObjectOptionsBase {
  /** 11.1+ */ readonly 'qom-type': 'monitor-hmp';
  /** 11.1+ */ readonly chardev: string;
  /** 11.1+ */ readonly readline?: boolean | undefined;
}

/** 11.1+ */
export interface ObjectOptionsMonitorQmp extends ObjectOptionsBase {
  /** 11.1+ */ readonly 'qom-type': 'monitor-qmp';
  /** 11.1+ */ readonly chardev: string;
  /** 11.1+ */ readonly pretty?: boolean | undefined;
  /** 11.1+ */ readonly 'close-action'?: ObjectOptionsMonitorQmpCloseAction | undefined;
}

/** 11.1+ */
export type ObjectOptionsMonitorQmpCloseAction = 'none' | 'delete' | (string & {});

/** 7.2+ */
export interface ObjectOptionsPrManagerHelper extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'pr-manager-helper';
  /** 7.2+ */ readonly path: string;
}

/** 7.2+ */
export interface ObjectOptionsQtest extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'qtest';
  /** 7.2+ */ readonly chardev: string;
  /** 7.2+ */ readonly log?: string | undefined;
}

/** 7.2+ */
export interface ObjectOptionsRngBuiltin extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'rng-builtin';
  /** @deprecated from 7.2 on (7.2+) */ readonly opened?: boolean | undefined;
}

/** 7.2+ */
export interface ObjectOptionsRngEgd extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'rng-egd';
  /** @deprecated from 7.2 on (7.2+) */ readonly opened?: boolean | undefined;
  /** 7.2+ */ readonly chardev: string;
}

/** 7.2+ */
export interface ObjectOptionsRngRandom extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'rng-random';
  /** @deprecated from 7.2 on (7.2+) */ readonly opened?: boolean | undefined;
  /** 7.2+ */ readonly filename?: string | undefined;
}

/** 7.2+ */
export interface ObjectOptionsSecret extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'secret';
  /** 7.2+ */ readonly format?: QCryptoSecretFormat | undefined;
  /** 7.2+ */ readonly keyid?: string | undefined;
  /** 7.2+ */ readonly iv?: string | undefined;
  /** 7.2+ */ readonly data?: string | undefined;
  /** 7.2+ */ readonly file?: string | undefined;
  /** 7.2 only */ readonly loaded?: boolean | undefined;
}

/** 7.2+ */
export interface ObjectOptionsSecretKeyring extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'secret_keyring';
  /** 7.2+ */ readonly format?: QCryptoSecretFormat | undefined;
  /** 7.2+ */ readonly keyid?: string | undefined;
  /** 7.2+ */ readonly iv?: string | undefined;
  /** 7.2+ */ readonly serial: number | bigint;
  /** 7.2 only */ readonly loaded?: boolean | undefined;
}

/** 7.2+ */
export interface ObjectOptionsSevGuest extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'sev-guest';
  /** 7.2+ */ readonly 'sev-device'?: string | undefined;
  /** 7.2+ */ readonly cbitpos?: number | bigint | undefined;
  /** 7.2+ */ readonly 'reduced-phys-bits': number | bigint;
  /** 7.2+ */ readonly 'kernel-hashes'?: boolean | undefined;
  /** 7.2+ */ readonly 'dh-cert-file'?: string | undefined;
  /** 7.2+ */ readonly 'session-file'?: string | undefined;
  /** 7.2+ */ readonly policy?: number | bigint | undefined;
  /** 7.2+ */ readonly handle?: number | bigint | undefined;
  /** 10.0+ */ readonly 'legacy-vm-type'?: OnOffAuto | undefined;
}

/** 10.0+ */
export interface ObjectOptionsSevSnpGuest extends ObjectOptionsBase {
  /** 10.0+ */ readonly 'qom-type': 'sev-snp-guest';
  /** 10.0+ */ readonly 'sev-device'?: string | undefined;
  /** 10.0+ */ readonly cbitpos?: number | bigint | undefined;
  /** 10.0+ */ readonly 'reduced-phys-bits': number | bigint;
  /** 10.0+ */ readonly 'kernel-hashes'?: boolean | undefined;
  /** 10.0+ */ readonly policy?: number | bigint | undefined;
  /** 10.0+ */ readonly 'guest-visible-workarounds'?: string | undefined;
  /** 10.0+ */ readonly 'id-block'?: string | undefined;
  /** 10.0+ */ readonly 'id-auth'?: string | undefined;
  /** 10.0+ */ readonly 'author-key-enabled'?: boolean | undefined;
  /** 10.0+ */ readonly 'host-data'?: string | undefined;
  /** 10.0+ */ readonly 'vcek-disabled'?: boolean | undefined;
}

/** 11.1+ */
export interface ObjectOptionsTdxGuest extends ObjectOptionsBase {
  /** 11.1+ */ readonly 'qom-type': 'tdx-guest';
  /** 11.1+ */ readonly attributes?: number | bigint | undefined;
  /** 11.1+ */ readonly 'sept-ve-disable'?: boolean | undefined;
  /** 11.1+ */ readonly mrconfigid?: string | undefined;
  /** 11.1+ */ readonly mrowner?: string | undefined;
  /** 11.1+ */ readonly mrownerconfig?: string | undefined;
  /** 11.1+ */ readonly 'quote-generation-socket'?: SocketAddress | undefined;
}

/** 7.2+ */
export interface ObjectOptionsThreadContext extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'thread-context';
  /** 7.2+ */ readonly 'cpu-affinity'?: readonly (number | bigint)[] | undefined;
  /** 7.2+ */ readonly 'node-affinity'?: readonly (number | bigint)[] | undefined;
}

/** 7.2+ */
export interface ObjectOptionsThrottleGroup extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'throttle-group';
  /** 7.2+ */ readonly limits?: ObjectOptionsThrottleGroupLimits | undefined;
  /** 7.2+, unstable */ readonly 'x-iops-total'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-iops-total-max'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-iops-total-max-length'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-iops-read'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-iops-read-max'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-iops-read-max-length'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-iops-write'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-iops-write-max'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-iops-write-max-length'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-bps-total'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-bps-total-max'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-bps-total-max-length'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-bps-read'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-bps-read-max'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-bps-read-max-length'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-bps-write'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-bps-write-max'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-bps-write-max-length'?: number | bigint | undefined;
  /** 7.2+, unstable */ readonly 'x-iops-size'?: number | bigint | undefined;
}

/** 7.2+ */
export interface ObjectOptionsThrottleGroupLimits {
  /** 7.2+ */ readonly 'iops-total'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'iops-total-max'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'iops-total-max-length'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'iops-read'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'iops-read-max'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'iops-read-max-length'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'iops-write'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'iops-write-max'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'iops-write-max-length'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'bps-total'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'bps-total-max'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'bps-total-max-length'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'bps-read'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'bps-read-max'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'bps-read-max-length'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'bps-write'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'bps-write-max'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'bps-write-max-length'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'iops-size'?: number | bigint | undefined;
}

/** 7.2+ */
export interface ObjectOptionsTlsCipherSuites extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'tls-cipher-suites';
  /** 7.2+ */ readonly 'verify-peer'?: boolean | undefined;
  /** 7.2+ */ readonly dir?: string | undefined;
  /** 7.2+ */ readonly endpoint?: QCryptoTLSCredsEndpoint | undefined;
  /** 7.2+ */ readonly priority?: string | undefined;
}

/** 7.2+ */
export interface ObjectOptionsTlsCredsAnon extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'tls-creds-anon';
  /** 7.2+ */ readonly 'verify-peer'?: boolean | undefined;
  /** 7.2+ */ readonly dir?: string | undefined;
  /** 7.2+ */ readonly endpoint?: QCryptoTLSCredsEndpoint | undefined;
  /** 7.2+ */ readonly priority?: string | undefined;
  /** 7.2 only */ readonly loaded?: boolean | undefined;
}

/** 7.2+ */
export interface ObjectOptionsTlsCredsPsk extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'tls-creds-psk';
  /** 7.2+ */ readonly 'verify-peer'?: boolean | undefined;
  /** 7.2+ */ readonly dir?: string | undefined;
  /** 7.2+ */ readonly endpoint?: QCryptoTLSCredsEndpoint | undefined;
  /** 7.2+ */ readonly priority?: string | undefined;
  /** 7.2+ */ readonly username?: string | undefined;
  /** 7.2 only */ readonly loaded?: boolean | undefined;
}

/** 7.2+ */
export interface ObjectOptionsTlsCredsX509 extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'tls-creds-x509';
  /** 7.2+ */ readonly 'verify-peer'?: boolean | undefined;
  /** 7.2+ */ readonly dir?: string | undefined;
  /** 7.2+ */ readonly endpoint?: QCryptoTLSCredsEndpoint | undefined;
  /** 7.2+ */ readonly priority?: string | undefined;
  /** 7.2+ */ readonly 'sanity-check'?: boolean | undefined;
  /** 7.2+ */ readonly passwordid?: string | undefined;
  /** 7.2 only */ readonly loaded?: boolean | undefined;
}

/** A case that is not listed */
export interface ObjectOptionsUnlisted extends ObjectOptionsBase {
  /** 5.2+ */ readonly 'qom-type': Unlisted;
  readonly [member: string]: unknown;
}

/** 7.2+ */
export interface ObjectOptionsXRemoteObject extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'x-remote-object';
  /** 7.2+ */ readonly fd: string;
  /** 7.2+ */ readonly devid: string;
}

/** 7.2+ */
export interface ObjectOptionsXVfioUserServer extends ObjectOptionsBase {
  /** 7.2+ */ readonly 'qom-type': 'x-vfio-user-server';
  /** 7.2+ */ readonly socket: SocketAddress;
  /** 7.2+ */ readonly device: string;
}

/** 11.1+ */
export interface ObjectPropertiesValues {
  /** 11.1+ */ readonly properties: readonly ObjectPropertyValue[];
}

/** 5.2+ */
export interface ObjectPropertyInfo {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly type: string;
  /** 5.2+ */ readonly description?: string | undefined;
  /** 5.2+ */ readonly 'default-value'?: unknown;
}

/** 11.1+ */
export interface ObjectPropertyValue {
  /** 11.1+ */ readonly name: string;
  /** 11.1+ */ readonly type: string;
  /** 11.1+ */ readonly value?: unknown;
}

/** 5.2+ */
export interface ObjectTypeInfo {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly abstract?: boolean | undefined;
  /** 5.2+ */ readonly parent?: string | undefined;
}

/** 5.2+ */
export type OnOffAuto = 'auto' | 'on' | 'off' | (string & {});

/** 5.2+ */
export interface PCDIMMDeviceInfo {
  /** 5.2+ */ readonly id?: string | undefined;
  /** 5.2+ */ readonly addr: number | bigint;
  /** 5.2+ */ readonly size: number;
  /** 5.2+ */ readonly slot: number;
  /** 5.2+ */ readonly node: number;
  /** 5.2+ */ readonly memdev: string;
  /** 5.2+ */ readonly hotplugged: boolean;
  /** 5.2+ */ readonly hotpluggable: boolean;
}

/** 5.2+ */
export interface PRManagerInfo {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly connected: boolean;
}

/** 7.2+ */
export type PanicAction = 'pause' | 'shutdown' | 'exit-failure' | 'none' | (string & {});

/** 5.2+ */
export interface PciBridgeInfo {
  /** 5.2+ */ readonly bus: PciBusInfo;
  /** 5.2+ */ readonly devices?: readonly PciDeviceInfo[] | undefined;
}

/** 5.2+ */
export interface PciBusInfo {
  /** 5.2+ */ readonly number: number;
  /** 5.2+ */ readonly secondary: number;
  /** 5.2+ */ readonly subordinate: number;
  /** 5.2+ */ readonly io_range: PciMemoryRange;
  /** 5.2+ */ readonly memory_range: PciMemoryRange;
  /** 5.2+ */ readonly prefetchable_range: PciMemoryRange;
}

/** 5.2+ */
export interface PciDeviceClass {
  /** 5.2+ */ readonly desc?: string | undefined;
  /** 5.2+ */ readonly class: number;
}

/** 5.2+ */
export interface PciDeviceId {
  /** 5.2+ */ readonly device: number;
  /** 5.2+ */ readonly vendor: number;
  /** 5.2+ */ readonly subsystem?: number | undefined;
  /** 5.2+ */ readonly 'subsystem-vendor'?: number | undefined;
}

/** 5.2+ */
export interface PciDeviceInfo {
  /** 5.2+ */ readonly bus: number;
  /** 5.2+ */ readonly slot: number;
  /** 5.2+ */ readonly function: number;
  /** 5.2+ */ readonly class_info: PciDeviceClass;
  /** 5.2+ */ readonly id: PciDeviceId;
  /** 5.2+ */ readonly irq?: number | undefined;
  /** 5.2+ */ readonly irq_pin: number;
  /** 5.2+ */ readonly qdev_id: string;
  /** 5.2+ */ readonly pci_bridge?: PciBridgeInfo | undefined;
  /** 5.2+ */ readonly regions: readonly PciMemoryRegion[];
}

/** 5.2+ */
export interface PciInfo {
  /** 5.2+ */ readonly bus: number;
  /** 5.2+ */ readonly devices: readonly PciDeviceInfo[];
}

/** 5.2+ */
export interface PciMemoryRange {
  /** 5.2+ */ readonly base: number | bigint;
  /** 5.2+ */ readonly limit: number | bigint;
}

/** 5.2+ */
export interface PciMemoryRegion {
  /** 5.2+ */ readonly bar: number;
  /** 5.2+ */ readonly type: string;
  /** 5.2+ */ readonly address: number | bigint;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly prefetch?: boolean | undefined;
  /** 5.2+ */ readonly mem_type_64?: boolean | undefined;
}

/** 5.2+ */
export interface PmemsaveArguments {
  /** 5.2+ */ readonly val: number | bigint;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly filename: string;
}

/** 5.2+ */
export interface PrManagerStatusChangedEvent {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly connected: boolean;
}

/** 5.2+ */
export type PreallocMode = 'off' | 'metadata' | 'falloc' | 'full' | (string & {});

/** 7.2+ */
export type QAuthZListFormat = 'exact' | 'glob' | (string & {});

/** 7.2+ */
export type QAuthZListPolicy = 'deny' | 'allow' | (string & {});

/** 7.2+ */
export interface QAuthZListRule {
  /** 7.2+ */ readonly match: string;
  /** 7.2+ */ readonly policy: QAuthZListPolicy;
  /** 7.2+ */ readonly format?: QAuthZListFormat | undefined;
}

/** 5.2+ */
export type QCryptoBlockCreateOptions =
  | QCryptoBlockCreateOptionsQcow | QCryptoBlockCreateOptionsLUKS | QCryptoBlockCreateOptionsUnlisted;

/** 5.2+ */
export interface QCryptoBlockCreateOptionsLUKS {
  /** 5.2+ */ readonly format: 'luks';
  /** 5.2+ */ readonly 'key-secret'?: string | undefined;
  /** 5.2+ */ readonly 'cipher-alg'?: QCryptoCipherAlgo | undefined;
  /** 5.2+ */ readonly 'cipher-mode'?: QCryptoCipherMode | undefined;
  /** 5.2+ */ readonly 'ivgen-alg'?: QCryptoIVGenAlgo | undefined;
  /** 5.2+ */ readonly 'ivgen-hash-alg'?: QCryptoHashAlgo | undefined;
  /** 5.2+ */ readonly 'hash-alg'?: QCryptoHashAlgo | undefined;
  /** 5.2+ */ readonly 'iter-time'?: number | bigint | undefined;
}

/** 5.2+ */
export interface QCryptoBlockCreateOptionsQcow extends QCryptoBlockOptionsQCow {
  /** 5.2+ */ readonly format: 'qcow';
}

/** A case that is not listed */
export interface QCryptoBlockCreateOptionsUnlisted {
  /** 5.2+ */ readonly format: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface QCryptoBlockInfoLUKS {
  /** 5.2+ */ readonly 'cipher-alg': QCryptoCipherAlgo;
  /** 5.2+ */ readonly 'cipher-mode': QCryptoCipherMode;
  /** 5.2+ */ readonly 'ivgen-alg': QCryptoIVGenAlgo;
  /** 5.2+ */ readonly 'ivgen-hash-alg'?: QCryptoHashAlgo | undefined;
  /** 5.2+ */ readonly 'hash-alg': QCryptoHashAlgo;
  /** 10.0+ */ readonly 'detached-header'?: boolean | undefined;
  /** 5.2+ */ readonly 'payload-offset': number;
  /** 5.2+ */ readonly 'master-key-iters': number;
  /** 5.2+ */ readonly uuid: string;
  /** 5.2+ */ readonly slots: readonly QCryptoBlockInfoLUKSSlot[];
}

/** 5.2+ */
export interface QCryptoBlockInfoLUKSSlot {
  /** 5.2+ */ readonly active: boolean;
  /** 5.2+ */ readonly iters?: number | undefined;
  /** 5.2+ */ readonly stripes?: number | undefined;
  /** 5.2+ */ readonly 'key-offset': number;
}

/** 5.2+ */
export interface QCryptoBlockOptionsQCow {
  /** 5.2+ */ readonly 'key-secret'?: string | undefined;
}

/** 5.2+; 7.2+: des; 10.0+: sm4; 5.2 only: des-rfb */
export type QCryptoCipherAlgo =
  | 'aes-128' | 'aes-192' | 'aes-256' | 'des' | '3des' | 'cast5-128' | 'serpent-128' | 'serpent-192'
  | 'serpent-256' | 'twofish-128' | 'twofish-192' | 'twofish-256' | 'sm4' | 'des-rfb' | (string & {});

/** 5.2+ */
export type QCryptoCipherMode = 'ecb' | 'cbc' | 'xts' | 'ctr' | (string & {});

/** 5.2+; 10.0+: sm3 */
export type QCryptoHashAlgo =
  | 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'ripemd160' | 'sm3' | (string & {});

/** 5.2+ */
export type QCryptoIVGenAlgo = 'plain' | 'plain64' | 'essiv' | (string & {});

/** 7.2+ */
export type QCryptoSecretFormat = 'raw' | 'base64' | (string & {});

/** 7.2+ */
export type QCryptoTLSCredsEndpoint = 'client' | 'server' | (string & {});

/** 10.0+ */
export interface QCryptodevBackendClient {
  /** 10.0+ */ readonly queue: number;
  /** 10.0+ */ readonly type: QCryptodevBackendType;
}

/** 10.0+ */
export type QCryptodevBackendServiceType = 'cipher' | 'hash' | 'mac' | 'aead' | 'akcipher' | (string & {});

/** 10.0+ */
export type QCryptodevBackendType = 'builtin' | 'vhost-user' | 'lkcf' | (string & {});

/** 10.0+ */
export interface QCryptodevInfo {
  /** 10.0+ */ readonly id: string;
  /** 10.0+ */ readonly service: readonly QCryptodevBackendServiceType[];
  /** 10.0+ */ readonly client: readonly QCryptodevBackendClient[];
}

/** 5.2+; 7.2+: lang1, lang2; 10.0+: f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24 */
export type QKeyCode =
  | 'unmapped' | 'shift' | 'shift_r' | 'alt' | 'alt_r' | 'ctrl' | 'ctrl_r' | 'menu' | 'esc' | '1' | '2' | '3'
  | '4' | '5' | '6' | '7' | '8' | '9' | '0' | 'minus' | 'equal' | 'backspace' | 'tab' | 'q' | 'w' | 'e' | 'r'
  | 't' | 'y' | 'u' | 'i' | 'o' | 'p' | 'bracket_left' | 'bracket_right' | 'ret' | 'a' | 's' | 'd' | 'f'
  | 'g' | 'h' | 'j' | 'k' | 'l' | 'semicolon' | 'apostrophe' | 'grave_accent' | 'backslash' | 'z' | 'x' | 'c'
  | 'v' | 'b' | 'n' | 'm' | 'comma' | 'dot' | 'slash' | 'asterisk' | 'spc' | 'caps_lock' | 'f1' | 'f2' | 'f3'
  | 'f4' | 'f5' | 'f6' | 'f7' | 'f8' | 'f9' | 'f10' | 'num_lock' | 'scroll_lock' | 'kp_divide'
  | 'kp_multiply' | 'kp_subtract' | 'kp_add' | 'kp_enter' | 'kp_decimal' | 'sysrq' | 'kp_0' | 'kp_1' | 'kp_2'
  | 'kp_3' | 'kp_4' | 'kp_5' | 'kp_6' | 'kp_7' | 'kp_8' | 'kp_9' | 'less' | 'f11' | 'f12' | 'print' | 'home'
  | 'pgup' | 'pgdn' | 'end' | 'left' | 'up' | 'down' | 'right' | 'insert' | 'delete' | 'stop' | 'again'
  | 'props' | 'undo' | 'front' | 'copy' | 'open' | 'paste' | 'find' | 'cut' | 'lf' | 'help' | 'meta_l'
  | 'meta_r' | 'compose' | 'pause' | 'ro' | 'hiragana' | 'henkan' | 'yen' | 'muhenkan' | 'katakanahiragana'
  | 'kp_comma' | 'kp_equals' | 'power' | 'sleep' | 'wake' | 'audionext' | 'audioprev' | 'audiostop'
  | 'audioplay' | 'audiomute' | 'volumeup' | 'volumedown' | 'mediaselect' | 'mail' | 'calculator'
  | 'computer' | 'ac_home' | 'ac_back' | 'ac_forward' | 'ac_refresh' | 'ac_bookmarks' | 'lang1' | 'lang2'
  | 'f13' | 'f14' | 'f15' | 'f16' | 'f17' | 'f18' | 'f19' | 'f20' | 'f21' | 'f22' | 'f23' | 'f24'
  | (string & {});

/** 5.2+ */
export type QMPCapability = 'oob' | (string & {});

/** 10.0+; 11.1+: pre-copy-p2p-prepare */
export type QapiVfioMigrationState =
  | 'stop' | 'running' | 'stop-copy' | 'resuming' | 'running-p2p' | 'pre-copy' | 'pre-copy-p2p'
  | 'pre-copy-p2p-prepare' | (string & {});

/** 5.2+ */
export interface Qcow2BitmapInfo {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly granularity: number;
  /** 5.2+ */ readonly flags: readonly Qcow2BitmapInfoFlags[];
}

/** 5.2+ */
export type Qcow2BitmapInfoFlags = 'in-use' | 'auto' | (string & {});

/** 5.2+; 7.2+: zstd */
export type Qcow2CompressionType = 'zlib' | 'zstd' | (string & {});

/** 5.2+ */
export interface Qcow2OverlapCheckFlags {
  /** 5.2+ */ readonly template?: Qcow2OverlapCheckMode | undefined;
  /** 5.2+ */ readonly 'main-header'?: boolean | undefined;
  /** 5.2+ */ readonly 'active-l1'?: boolean | undefined;
  /** 5.2+ */ readonly 'active-l2'?: boolean | undefined;
  /** 5.2+ */ readonly 'refcount-table'?: boolean | undefined;
  /** 5.2+ */ readonly 'refcount-block'?: boolean | undefined;
  /** 5.2+ */ readonly 'snapshot-table'?: boolean | undefined;
  /** 5.2+ */ readonly 'inactive-l1'?: boolean | undefined;
  /** 5.2+ */ readonly 'inactive-l2'?: boolean | undefined;
  /** 5.2+ */ readonly 'bitmap-directory'?: boolean | undefined;
}

/** 5.2+ */
export type Qcow2OverlapCheckMode = 'none' | 'constant' | 'cached' | 'all' | (string & {});

/** 5.2+ */
export type Qcow2OverlapChecks = Qcow2OverlapCheckFlags | Qcow2OverlapCheckMode;

/** 5.2+ */
export interface QmpCapabilitiesArguments {
  /** 5.2+ */ readonly enable?: readonly QMPCapability[] | undefined;
}

/** 5.2+ */
export interface QomGetArguments {
  /** 5.2+ */ readonly path: string;
  /** 5.2+ */ readonly property: string;
}

/** 5.2+ */
export interface QomListArguments {
  /** 5.2+ */ readonly path: string;
}

/** 11.1+ */
export interface QomListGetArguments {
  /** 11.1+ */ readonly paths: readonly string[];
}

/** 5.2+ */
export interface QomListPropertiesArguments {
  /** 5.2+ */ readonly typename: string;
}

/** 5.2+ */
export interface QomListTypesArguments {
  /** 5.2+ */ readonly implements?: string | undefined;
  /** 5.2+ */ readonly abstract?: boolean | undefined;
}

/** 5.2+ */
export interface QomSetArguments {
  /** 5.2+ */ readonly path: string;
  /** 5.2+ */ readonly property: string;
  /** 5.2+ */ readonly value: unknown;
}

/** 11.1+ */
export interface QueryBlockArguments {
  /** 11.1+ */ readonly flat?: boolean | undefined;
}

/** 5.2+ */
export interface QueryBlockstatsArguments {
  /** 5.2+ */ readonly 'query-nodes'?: boolean | undefined;
}

/** 5.2+ */
export interface QueryCommandLineOptionsArguments {
  /** 5.2+ */ readonly option?: string | undefined;
}

/** 11.1+ */
export interface QueryCpuModelBaselineArguments {
  /** 11.1+ */ readonly modela: CpuModelInfo;
  /** 11.1+ */ readonly modelb: CpuModelInfo;
}

/** 11.1+ */
export interface QueryCpuModelComparisonArguments {
  /** 11.1+ */ readonly modela: CpuModelInfo;
  /** 11.1+ */ readonly modelb: CpuModelInfo;
}

/** 5.2+ */
export interface QueryCpuModelExpansionArguments {
  /** 5.2+ */ readonly type: CpuModelExpansionType;
  /** 5.2+ */ readonly model: CpuModelInfo;
}

/** 10.0+ */
export interface QueryDirtyRateArguments {
  /** 10.0+ */ readonly 'calc-time-unit'?: TimeUnit | undefined;
}

/** 11.1+ */
export interface QueryFirmwareLogArguments {
  /** 11.1+ */ readonly 'max-size'?: number | bigint | undefined;
}

/** 10.0+ */
export interface QueryMachinesArguments {
  /** 10.0+, unstable */ readonly 'compat-props'?: boolean | undefined;
}

/** 5.2+ */
export interface QueryNamedBlockNodesArguments {
  /** 5.2+ */ readonly flat?: boolean | undefined;
}

/** 5.2+ */
export interface QueryRockerArguments {
  /** 5.2+ */ readonly name: string;
}

/** 5.2+ */
export interface QueryRockerOfDpaFlowsArguments {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly 'tbl-id'?: number | bigint | undefined;
}

/** 5.2+ */
export interface QueryRockerOfDpaGroupsArguments {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly type?: number | bigint | undefined;
}

/** 5.2+ */
export interface QueryRockerPortsArguments {
  /** 5.2+ */ readonly name: string;
}

/** 5.2+ */
export interface QueryRxFilterArguments {
  /** 5.2+ */ readonly name?: string | undefined;
}

/** 7.2+ */
export interface QuerySevAttestationReportArguments {
  /** 7.2+ */ readonly mnonce: string;
}

/** 7.2+ */
export interface QueryStatsSchemasArguments {
  /** 7.2+ */ readonly provider?: StatsProvider | undefined;
}

/** 5.2+ */
export interface QuorumFailureEvent {
  /** 5.2+ */ readonly reference: string;
  /** 5.2+ */ readonly 'sector-num': number | bigint;
  /** 5.2+ */ readonly 'sectors-count': number | bigint;
}

/** 5.2+ */
export type QuorumOpType = 'read' | 'write' | 'flush' | (string & {});

/** 5.2+ */
export type QuorumReadPattern = 'quorum' | 'fifo' | (string & {});

/** 5.2+ */
export interface QuorumReportBadEvent {
  /** 5.2+ */ readonly type: QuorumOpType;
  /** 5.2+ */ readonly error?: string | undefined;
  /** 5.2+ */ readonly 'node-name': string;
  /** 5.2+ */ readonly 'sector-num': number | bigint;
  /** 5.2+ */ readonly 'sectors-count': number | bigint;
}

/** 7.2+ */
export type RbdEncryptionCreateOptions =
  | RbdEncryptionCreateOptionsLuks | RbdEncryptionCreateOptionsLuks2 | RbdEncryptionCreateOptionsLuksAny
  | RbdEncryptionCreateOptionsUnlisted;

/** 7.2+ */
export interface RbdEncryptionCreateOptionsLuks {
  /** 7.2+ */ readonly format: 'luks';
  /** 7.2+ */ readonly 'key-secret': string;
  /** 7.2+ */ readonly 'cipher-alg'?: QCryptoCipherAlgo | undefined;
}

/** 7.2+ */
export interface RbdEncryptionCreateOptionsLuks2 {
  /** 7.2+ */ readonly format: 'luks2';
  /** 7.2+ */ readonly 'key-secret': string;
  /** 7.2+ */ readonly 'cipher-alg'?: QCryptoCipherAlgo | undefined;
}

/** 10.0+ */
export interface RbdEncryptionCreateOptionsLuksAny {
  /** 10.0+ */ readonly format: 'luks-any';
}

/** A case that is not listed */
export interface RbdEncryptionCreateOptionsUnlisted {
  /** 7.2+ */ readonly format: Unlisted;
  readonly [member: string]: unknown;
}

/** 7.2+; 10.0+: luks-any */
export type RbdImageEncryptionFormat = 'luks' | 'luks2' | 'luks-any' | (string & {});

/** 5.2+ */
export interface RbdLocation {
  /** 5.2+ */ readonly pool: string;
  /** 5.2+ */ readonly namespace?: string | undefined;
  /** 5.2+ */ readonly image: string;
  /** 5.2+ */ readonly conf?: string | undefined;
  /** 5.2+ */ readonly snapshot?: string | undefined;
  /** 7.2+ */ readonly encrypt?: RbdLocationEncrypt | undefined;
  /** 5.2+ */ readonly user?: string | undefined;
  /** 5.2+ */ readonly 'auth-client-required'?: readonly RbdLocationAuthClientRequired[] | undefined;
  /** 5.2+ */ readonly 'key-secret'?: string | undefined;
  /** 5.2+ */ readonly server?: readonly RbdLocationServer[] | undefined;
}

/** 5.2+ */
export type RbdLocationAuthClientRequired = 'cephx' | 'none' | (string & {});

/** 7.2+ */
export type RbdLocationEncrypt =
  | RbdLocationEncryptLuks | RbdLocationEncryptLuks2 | RbdLocationEncryptLuksAny | RbdLocationEncryptUnlisted;

/** What all cases of RbdLocationEncrypt have */
export interface RbdLocationEncryptBase {
  /** 10.0+ */ readonly parent?: RbdLocationEncrypt | undefined;
}

/** 7.2+ */
export interface RbdLocationEncryptLuks extends RbdLocationEncryptBase {
  /** 7.2+ */ readonly format: 'luks';
  /** 7.2+ */ readonly 'key-secret': string;
}

/** 7.2+ */
export interface RbdLocationEncryptLuks2 extends RbdLocationEncryptBase {
  /** 7.2+ */ readonly format: 'luks2';
  /** 7.2+ */ readonly 'key-secret': string;
}

/** 10.0+ */
export interface RbdLocationEncryptLuksAny extends RbdLocationEncryptBase {
  /** 10.0+ */ readonly format: 'luks-any';
  /** 10.0+ */ readonly 'key-secret': string;
}

/** A case that is not listed */
export interface RbdLocationEncryptUnlisted extends RbdLocationEncryptBase {
  /** 7.2+ */ readonly format: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface RbdLocationServer {
  /** 5.2+ */ readonly host: string;
  /** 5.2+ */ readonly port: string;
}

/** until 7.2 */
export interface RdmaGidStatusChangedEvent {
  /** until 7.2 */ readonly netdev: string;
  /** until 7.2 */ readonly 'gid-status': boolean;
  /** until 7.2 */ readonly 'subnet-prefix': number | bigint;
  /** until 7.2 */ readonly 'interface-id': number | bigint;
}

/** 7.2+ */
export type RebootAction = 'reset' | 'shutdown' | (string & {});

/** 5.2+ */
export interface RemoveFdArguments {
  /** 5.2+ */ readonly 'fdset-id': number | bigint;
  /** 5.2+ */ readonly fd?: number | bigint | undefined;
}

/** 5.2+ */
export interface ReplayBreakArguments {
  /** 5.2+ */ readonly icount: number | bigint;
}

/** 5.2+ */
export interface ReplayInfo {
  /** 5.2+ */ readonly mode: ReplayMode;
  /** 5.2+ */ readonly filename?: string | undefined;
  /** 5.2+ */ readonly icount: number | bigint;
}

/** 5.2+ */
export type ReplayMode = 'none' | 'record' | 'play' | (string & {});

/** 5.2+ */
export interface ReplaySeekArguments {
  /** 5.2+ */ readonly icount: number | bigint;
}

/** 5.2+ */
export type ReplicationMode = 'primary' | 'secondary' | (string & {});

/** 5.2+ */
export interface ReplicationStatus {
  /** 5.2+ */ readonly error: boolean;
  /** 5.2+ */ readonly desc?: string | undefined;
}

/** 10.0+ */
export interface RequestEbpfArguments {
  /** 10.0+ */ readonly id: EbpfProgramID;
}

/** 5.2+ */
export interface ResetEvent {
  /** 5.2+ */ readonly guest: boolean;
  /** 5.2+ */ readonly reason: ShutdownCause;
}

/** 5.2+ */
export interface RingbufReadArguments {
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly size: number | bigint;
  /** 5.2+ */ readonly format?: DataFormat | undefined;
}

/** 5.2+ */
export interface RingbufWriteArguments {
  /** 5.2+ */ readonly device: string;
  /** 5.2+ */ readonly data: string;
  /** 5.2+ */ readonly format?: DataFormat | undefined;
}

/** 5.2+ */
export interface RockerOfDpaFlow {
  /** 5.2+ */ readonly cookie: number | bigint;
  /** 5.2+ */ readonly hits: number;
  /** 5.2+ */ readonly key: RockerOfDpaFlowKey;
  /** 5.2+ */ readonly mask: RockerOfDpaFlowMask;
  /** 5.2+ */ readonly action: RockerOfDpaFlowAction;
}

/** 5.2+ */
export interface RockerOfDpaFlowAction {
  /** 5.2+ */ readonly 'goto-tbl'?: number | undefined;
  /** 5.2+ */ readonly 'group-id'?: number | undefined;
  /** 5.2+ */ readonly 'tunnel-lport'?: number | undefined;
  /** 5.2+ */ readonly 'vlan-id'?: number | undefined;
  /** 5.2+ */ readonly 'new-vlan-id'?: number | undefined;
  /** 5.2+ */ readonly 'out-pport'?: number | undefined;
}

/** 5.2+ */
export interface RockerOfDpaFlowKey {
  /** 5.2+ */ readonly priority: number;
  /** 5.2+ */ readonly 'tbl-id': number;
  /** 5.2+ */ readonly 'in-pport'?: number | undefined;
  /** 5.2+ */ readonly 'tunnel-id'?: number | undefined;
  /** 5.2+ */ readonly 'vlan-id'?: number | undefined;
  /** 5.2+ */ readonly 'eth-type'?: number | undefined;
  /** 5.2+ */ readonly 'eth-src'?: string | undefined;
  /** 5.2+ */ readonly 'eth-dst'?: string | undefined;
  /** 5.2+ */ readonly 'ip-proto'?: number | undefined;
  /** 5.2+ */ readonly 'ip-tos'?: number | undefined;
  /** 5.2+ */ readonly 'ip-dst'?: string | undefined;
}

/** 5.2+ */
export interface RockerOfDpaFlowMask {
  /** 5.2+ */ readonly 'in-pport'?: number | undefined;
  /** 5.2+ */ readonly 'tunnel-id'?: number | undefined;
  /** 5.2+ */ readonly 'vlan-id'?: number | undefined;
  /** 5.2+ */ readonly 'eth-src'?: string | undefined;
  /** 5.2+ */ readonly 'eth-dst'?: string | undefined;
  /** 5.2+ */ readonly 'ip-proto'?: number | undefined;
  /** 5.2+ */ readonly 'ip-tos'?: number | undefined;
}

/** 5.2+ */
export interface RockerOfDpaGroup {
  /** 5.2+ */ readonly id: number;
  /** 5.2+ */ readonly type: number;
  /** 5.2+ */ readonly 'vlan-id'?: number | undefined;
  /** 5.2+ */ readonly pport?: number | undefined;
  /** 5.2+ */ readonly index?: number | undefined;
  /** 5.2+ */ readonly 'out-pport'?: number | undefined;
  /** 5.2+ */ readonly 'group-id'?: number | undefined;
  /** 5.2+ */ readonly 'set-vlan-id'?: number | undefined;
  /** 5.2+ */ readonly 'pop-vlan'?: number | undefined;
  /** 5.2+ */ readonly 'group-ids'?: readonly number[] | undefined;
  /** 5.2+ */ readonly 'set-eth-src'?: string | undefined;
  /** 5.2+ */ readonly 'set-eth-dst'?: string | undefined;
  /** 5.2+ */ readonly 'ttl-check'?: number | undefined;
}

/** 5.2+ */
export interface RockerPort {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly enabled: boolean;
  /** 5.2+ */ readonly 'link-up': boolean;
  /** 5.2+ */ readonly speed: number;
  /** 5.2+ */ readonly duplex: RockerPortDuplex;
  /** 5.2+ */ readonly autoneg: RockerPortAutoneg;
}

/** 5.2+ */
export type RockerPortAutoneg = 'off' | 'on' | (string & {});

/** 5.2+ */
export type RockerPortDuplex = 'half' | 'full' | (string & {});

/** 5.2+ */
export interface RockerSwitch {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly id: number | bigint;
  /** 5.2+ */ readonly ports: number;
}

/** 5.2+ */
export interface RtcChangeEvent {
  /** 5.2+ */ readonly offset: number;
  /** 7.2+ */ readonly 'qom-path'?: string | undefined;
}

/** 5.2+; 5.2 only: preconfig */
export type RunState =
  | 'debug' | 'inmigrate' | 'internal-error' | 'io-error' | 'paused' | 'postmigrate' | 'prelaunch'
  | 'finish-migrate' | 'restore-vm' | 'running' | 'save-vm' | 'shutdown' | 'suspended' | 'watchdog'
  | 'guest-panicked' | 'colo' | 'preconfig' | (string & {});

/** 5.2+ */
export interface RxFilterInfo {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly promiscuous: boolean;
  /** 5.2+ */ readonly multicast: RxState;
  /** 5.2+ */ readonly unicast: RxState;
  /** 5.2+ */ readonly vlan: RxState;
  /** 5.2+ */ readonly 'broadcast-allowed': boolean;
  /** 5.2+ */ readonly 'multicast-overflow': boolean;
  /** 5.2+ */ readonly 'unicast-overflow': boolean;
  /** 5.2+ */ readonly 'main-mac': string;
  /** 5.2+ */ readonly 'vlan-table': readonly number[];
  /** 5.2+ */ readonly 'unicast-table': readonly string[];
  /** 5.2+ */ readonly 'multicast-table': readonly string[];
}

/** 5.2+ */
export type RxState = 'normal' | 'none' | 'all' | (string & {});

/** 10.0+ */
export type S390CpuEntitlement = 'auto' | 'low' | 'medium' | 'high' | (string & {});

/** 11.1+ */
export type S390CpuPolarization = 'horizontal' | 'vertical' | (string & {});

/** 5.2+ */
export type S390CpuState = 'uninitialized' | 'stopped' | 'check-stop' | 'operating' | 'load' | (string & {});

/** 5.2+ */
export type SchemaInfo =
  | SchemaInfoBuiltin | SchemaInfoEnum | SchemaInfoArray | SchemaInfoObject | SchemaInfoAlternate
  | SchemaInfoCommand | SchemaInfoEvent | SchemaInfoUnlisted;

/** 5.2+ */
export interface SchemaInfoAlternate extends SchemaInfoBase {
  /** 5.2+ */ readonly 'meta-type': 'alternate';
  /** 5.2+ */ readonly members: readonly SchemaInfoAlternateMember[];
}

/** 5.2+ */
export interface SchemaInfoAlternateMember {
  /** 5.2+ */ readonly type: string;
}

/** 5.2+ */
export interface SchemaInfoArray extends SchemaInfoBase {
  /** 5.2+ */ readonly 'meta-type': 'array';
  /** 5.2+ */ readonly 'element-type': string;
}

/** What all cases of SchemaInfo have */
export interface SchemaInfoBase {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly features?: readonly string[] | undefined;
}

/** 5.2+ */
export interface SchemaInfoBuiltin extends SchemaInfoBase {
  /** 5.2+ */ readonly 'meta-type': 'builtin';
  /** 5.2+ */ readonly 'json-type': JSONType;
}

/** 5.2+ */
export interface SchemaInfoCommand extends SchemaInfoBase {
  /** 5.2+ */ readonly 'meta-type': 'command';
  /** 5.2+ */ readonly 'arg-type': string;
  /** 5.2+ */ readonly 'ret-type': string;
  /** 5.2+ */ readonly 'allow-oob'?: boolean | undefined;
}

/** 5.2+ */
export interface SchemaInfoEnum extends SchemaInfoBase {
  /** 5.2+ */ readonly 'meta-type': 'enum';
  /** 7.2+ */ readonly members?: readonly SchemaInfoEnumMember[] | undefined;
  /** @deprecated from 7.2 on (5.2+) */ readonly values: readonly string[];
}

/** 7.2+ */
export interface SchemaInfoEnumMember {
  /** 7.2+ */ readonly name: string;
  /** 7.2+ */ readonly features?: readonly string[] | undefined;
}

/** 5.2+ */
export interface SchemaInfoEvent extends SchemaInfoBase {
  /** 5.2+ */ readonly 'meta-type': 'event';
  /** 5.2+ */ readonly 'arg-type': string;
}

/** 5.2+ */
export interface SchemaInfoObject extends SchemaInfoBase {
  /** 5.2+ */ readonly 'meta-type': 'object';
  /** 5.2+ */ readonly members: readonly SchemaInfoObjectMember[];
  /** 5.2+ */ readonly tag?: string | undefined;
  /** 5.2+ */ readonly variants?: readonly SchemaInfoObjectVariant[] | undefined;
}

/** 5.2+ */
export interface SchemaInfoObjectMember {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly type: string;
  /** 5.2+ */ readonly default?: unknown;
  /** 5.2+ */ readonly features?: readonly string[] | undefined;
}

/** 5.2+ */
export interface SchemaInfoObjectVariant {
  /** 5.2+ */ readonly case: string;
  /** 5.2+ */ readonly type: string;
}

/** A case that is not listed */
export interface SchemaInfoUnlisted extends SchemaInfoBase {
  /** 5.2+ */ readonly 'meta-type': Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface ScreendumpArguments {
  /** 5.2+ */ readonly filename: string;
  /** 5.2+ */ readonly device?: string | undefined;
  /** 5.2+ */ readonly head?: number | bigint | undefined;
  /** 7.2+ */ readonly format?: ImageFormat | undefined;
}

/** 5.2+ */
export interface SendKeyArguments {
  /** 5.2+ */ readonly keys: readonly KeyValue[];
  /** 5.2+ */ readonly 'hold-time'?: number | bigint | undefined;
}

/** 7.2+ */
export interface SetActionArguments {
  /** 7.2+ */ readonly reboot?: RebootAction | undefined;
  /** 7.2+ */ readonly shutdown?: ShutdownAction | undefined;
  /** 7.2+ */ readonly panic?: PanicAction | undefined;
  /** 7.2+ */ readonly watchdog?: WatchdogAction | undefined;
}

/** 11.1+ */
export interface SetCpuTopologyArguments {
  /** 11.1+ */ readonly 'core-id': number | bigint;
  /** 11.1+ */ readonly 'socket-id'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'book-id'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'drawer-id'?: number | bigint | undefined;
  /** 11.1+ */ readonly entitlement?: S390CpuEntitlement | undefined;
  /** 11.1+ */ readonly dedicated?: boolean | undefined;
}

/** 5.2+ */
export interface SetLinkArguments {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly up: boolean;
}

/** 7.2+ */
export type SetPasswordAction = 'keep' | 'fail' | 'disconnect' | (string & {});

/** 5.2+ */
export type SetPasswordOptions = SetPasswordOptionsVnc | SetPasswordOptionsSpice | SetPasswordOptionsUnlisted;

/** What all cases of SetPasswordOptions have */
export interface SetPasswordOptionsBase {
  /** 5.2+ */ readonly password: string;
  /** 5.2+ */ readonly connected?: SetPasswordAction | undefined;
}

/** 7.2+ */
export interface SetPasswordOptionsSpice extends SetPasswordOptionsBase {
  /** 7.2+ */ readonly protocol: 'spice';
}

/** A case that is not listed */
export interface SetPasswordOptionsUnlisted extends SetPasswordOptionsBase {
  /** 5.2+ */ readonly protocol: Unlisted;
  readonly [member: string]: unknown;
}

/** 7.2+ */
export interface SetPasswordOptionsVnc extends SetPasswordOptionsBase {
  /** 7.2+ */ readonly protocol: 'vnc';
  /** 7.2+ */ readonly display?: string | undefined;
}

/** 7.2+ */
export interface SetVcpuDirtyLimitArguments {
  /** 7.2+ */ readonly 'cpu-index'?: number | bigint | undefined;
  /** 7.2+ */ readonly 'dirty-rate': number | bigint;
}

/** 7.2+ */
export interface SevAttestationReport {
  /** 7.2+ */ readonly data: string;
}

/** 5.2+ */
export interface SevCapability {
  /** 5.2+ */ readonly pdh: string;
  /** 5.2+ */ readonly 'cert-chain': string;
  /** 7.2+ */ readonly 'cpu0-id'?: string | undefined;
  /** 5.2+ */ readonly cbitpos: number;
  /** 5.2+ */ readonly 'reduced-phys-bits': number;
}

/** 5.2+ */
export type SevInfo = SevInfoSev | SevInfoSevSnp | SevInfoUnlisted;

/** What all cases of SevInfo have */
export interface SevInfoBase {
  /** 5.2+ */ readonly enabled: boolean;
  /** 5.2+ */ readonly 'api-major': number;
  /** 5.2+ */ readonly 'api-minor': number;
  /** 5.2+ */ readonly 'build-id': number;
  /** 5.2+ */ readonly state: SevState;
}

/** 10.0+ */
export interface SevInfoSev extends SevInfoBase {
  /** 10.0+ */ readonly 'sev-type': 'sev';
  /** 10.0+ */ readonly policy: number;
  /** 10.0+ */ readonly handle: number;
}

/** 10.0+ */
export interface SevInfoSevSnp extends SevInfoBase {
  /** 10.0+ */ readonly 'sev-type': 'sev-snp';
  /** 10.0+ */ readonly 'snp-policy': number | bigint;
}

/** A case that is not listed, or a QEMU that tells no case */
export interface SevInfoUnlisted extends SevInfoBase {
  /** 10.0+ */ readonly 'sev-type'?: Unlisted | undefined;
  /** until 7.2 */ readonly policy?: number | undefined;
  /** until 7.2 */ readonly handle?: number | undefined;
  readonly [member: string]: unknown;
}

/** 7.2+ */
export interface SevInjectLaunchSecretArguments {
  /** 7.2+ */ readonly 'packet-header': string;
  /** 7.2+ */ readonly secret: string;
  /** 7.2+ */ readonly gpa?: number | bigint | undefined;
}

/** 5.2+ */
export interface SevLaunchMeasureInfo {
  /** 5.2+ */ readonly data: string;
}

/** 5.2+ */
export type SevState =
  | 'uninit' | 'launch-update' | 'launch-secret' | 'running' | 'send-update' | 'receive-update'
  | (string & {});

/** 7.2+ */
export interface SgxEPCDeviceInfo {
  /** 7.2+ */ readonly id?: string | undefined;
  /** 7.2+ */ readonly memaddr: number | bigint;
  /** 7.2+ */ readonly size: number;
  /** 7.2+ */ readonly node: number;
  /** 7.2+ */ readonly memdev: string;
}

/** 7.2+ */
export interface SgxEpcSection {
  /** 7.2+ */ readonly node: number;
  /** 7.2+ */ readonly size: number;
}

/** 7.2+ */
export interface SgxInfo {
  /** 7.2+ */ readonly sgx: boolean;
  /** 7.2+ */ readonly sgx1: boolean;
  /** 7.2+ */ readonly sgx2: boolean;
  /** 7.2+ */ readonly flc: boolean;
  /** 7.2+ */ readonly sections: readonly SgxEpcSection[];
  /** 7.2 only */ readonly 'section-size'?: number | undefined;
}

/** 5.2 only */
export interface SheepdogLocation {
  /** 5.2 only */ readonly server: SocketAddress;
  /** 5.2 only */ readonly vdi: string;
  /** 5.2 only */ readonly 'snap-id'?: number | bigint | undefined;
  /** 5.2 only */ readonly tag?: string | undefined;
}

/** 7.2+ */
export type ShutdownAction = 'poweroff' | 'pause' | (string & {});

/** 5.2+; 7.2+: snapshot-load */
export type ShutdownCause =
  | 'none' | 'host-error' | 'host-qmp-quit' | 'host-qmp-system-reset' | 'host-signal' | 'host-ui'
  | 'guest-shutdown' | 'guest-reset' | 'guest-panic' | 'subsystem-reset' | 'snapshot-load' | (string & {});

/** 5.2+ */
export interface ShutdownEvent {
  /** 5.2+ */ readonly guest: boolean;
  /** 5.2+ */ readonly reason: ShutdownCause;
}

/** 7.2+ */
export interface SnapshotDeleteArguments {
  /** 7.2+ */ readonly 'job-id': string;
  /** 7.2+ */ readonly tag: string;
  /** 7.2+ */ readonly devices: readonly string[];
}

/** 5.2+ */
export interface SnapshotInfo {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly 'vm-state-size': number | bigint;
  /** 5.2+ */ readonly 'date-sec': number;
  /** 5.2+ */ readonly 'date-nsec': number;
  /** 5.2+ */ readonly 'vm-clock-sec': number;
  /** 5.2+ */ readonly 'vm-clock-nsec': number;
  /** 5.2+ */ readonly icount?: number | bigint | undefined;
}

/** 7.2+ */
export interface SnapshotLoadArguments {
  /** 7.2+ */ readonly 'job-id': string;
  /** 7.2+ */ readonly tag: string;
  /** 7.2+ */ readonly vmstate: string;
  /** 7.2+ */ readonly devices: readonly string[];
}

/** 7.2+ */
export interface SnapshotSaveArguments {
  /** 7.2+ */ readonly 'job-id': string;
  /** 7.2+ */ readonly tag: string;
  /** 7.2+ */ readonly vmstate: string;
  /** 7.2+ */ readonly devices: readonly string[];
}

/** 5.2+ */
export type SocketAddress =
  | SocketAddressInet | SocketAddressUnix | SocketAddressVsock | SocketAddressFd | SocketAddressUnlisted;

/** 5.2+ */
export interface SocketAddressFd extends FdSocketAddress {
  /** 5.2+ */ readonly type: 'fd';
}

/** 5.2+ */
export interface SocketAddressInet extends InetSocketAddress {
  /** 5.2+ */ readonly type: 'inet';
}

/** 5.2+ */
export type SocketAddressLegacy =
  | SocketAddressLegacyInet | SocketAddressLegacyUnix | SocketAddressLegacyVsock | SocketAddressLegacyFd
  | SocketAddressLegacyUnlisted;

/** 5.2+ */
export interface SocketAddressLegacyFd {
  /** 5.2+ */ readonly type: 'fd';
  /** 5.2+ */ readonly data: FdSocketAddress;
}

/** 5.2+ */
export interface SocketAddressLegacyInet {
  /** 5.2+ */ readonly type: 'inet';
  /** 5.2+ */ readonly data: InetSocketAddress;
}

/** 5.2+ */
export interface SocketAddressLegacyUnix {
  /** 5.2+ */ readonly type: 'unix';
  /** 5.2+ */ readonly data: UnixSocketAddress;
}

/** A case that is not listed */
export interface SocketAddressLegacyUnlisted {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface SocketAddressLegacyVsock {
  /** 5.2+ */ readonly type: 'vsock';
  /** 5.2+ */ readonly data: VsockSocketAddress;
}

/** 5.2+ */
export interface SocketAddressUnix extends UnixSocketAddress {
  /** 5.2+ */ readonly type: 'unix';
}

/** A case that is not listed */
export interface SocketAddressUnlisted {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface SocketAddressVsock extends VsockSocketAddress {
  /** 5.2+ */ readonly type: 'vsock';
}

/** 5.2+ */
export interface SpiceBasicInfo {
  /** 5.2+ */ readonly host: string;
  /** 5.2+ */ readonly port: string;
  /** 5.2+ */ readonly family: NetworkAddressFamily;
}

/** 5.2+ */
export interface SpiceChannel {
  /** 5.2+ */ readonly host: string;
  /** 5.2+ */ readonly port: string;
  /** 5.2+ */ readonly family: NetworkAddressFamily;
  /** 5.2+ */ readonly 'connection-id': number;
  /** 5.2+ */ readonly 'channel-type': number;
  /** 5.2+ */ readonly 'channel-id': number;
  /** 5.2+ */ readonly tls: boolean;
}

/** 5.2+ */
export interface SpiceConnectedEvent {
  /** 5.2+ */ readonly server: SpiceBasicInfo;
  /** 5.2+ */ readonly client: SpiceBasicInfo;
}

/** 5.2+ */
export interface SpiceDisconnectedEvent {
  /** 5.2+ */ readonly server: SpiceBasicInfo;
  /** 5.2+ */ readonly client: SpiceBasicInfo;
}

/** 5.2+ */
export interface SpiceInfo {
  /** 5.2+ */ readonly enabled: boolean;
  /** 5.2+ */ readonly migrated: boolean;
  /** 5.2+ */ readonly host?: string | undefined;
  /** 5.2+ */ readonly port?: number | undefined;
  /** 5.2+ */ readonly 'tls-port'?: number | undefined;
  /** 5.2+ */ readonly auth?: string | undefined;
  /** 5.2+ */ readonly 'compiled-version'?: string | undefined;
  /** 5.2+ */ readonly 'mouse-mode': SpiceQueryMouseMode;
  /** 5.2+ */ readonly channels?: readonly SpiceChannel[] | undefined;
}

/** 5.2+ */
export interface SpiceInitializedEvent {
  /** 5.2+ */ readonly server: SpiceServerInfo;
  /** 5.2+ */ readonly client: SpiceChannel;
}

/** 5.2+ */
export type SpiceQueryMouseMode = 'client' | 'server' | 'unknown' | (string & {});

/** 5.2+ */
export interface SpiceServerInfo {
  /** 5.2+ */ readonly host: string;
  /** 5.2+ */ readonly port: string;
  /** 5.2+ */ readonly family: NetworkAddressFamily;
  /** 5.2+ */ readonly auth?: string | undefined;
}

/** 5.2+ */
export interface SshLocation {
  /** 5.2+ */ readonly server: InetSocketAddress;
  /** 5.2+ */ readonly path: string;
  /** 5.2+ */ readonly user?: string | undefined;
  /** 5.2+ */ readonly 'host-key-check'?: SshLocationHostKeyCheck | undefined;
}

/** 5.2+ */
export type SshLocationHostKeyCheck =
  | SshLocationHostKeyCheckHash | SshLocationHostKeyCheckBare | SshLocationHostKeyCheckUnlisted;

/** 5.2+ */
export interface SshLocationHostKeyCheckBare {
  /** 5.2+ */ readonly mode: 'known_hosts' | 'none';
}

/** 5.2+ */
export interface SshLocationHostKeyCheckHash {
  /** 5.2+ */ readonly mode: 'hash';
  /** 5.2+ */ readonly type: SshLocationHostKeyCheckHashType;
  /** 5.2+ */ readonly hash: string;
}

/** 5.2+; 7.2+: sha256 */
export type SshLocationHostKeyCheckHashType = 'md5' | 'sha1' | 'sha256' | (string & {});

/** A case that is not listed */
export interface SshLocationHostKeyCheckUnlisted {
  /** 5.2+ */ readonly mode: Unlisted;
  readonly [member: string]: unknown;
}

/** 7.2+ */
export interface Stats {
  /** 7.2+ */ readonly name: string;
  /** 7.2+ */ readonly value: StatsValue;
}

/** 7.2+ */
export type StatsFilter = StatsFilterVcpu | StatsFilterBare | StatsFilterUnlisted;

/** 7.2+ */
export interface StatsFilterBare extends StatsFilterBase {
  /** 7.2+; 10.0+: cryptodev */ readonly target: 'cryptodev' | 'vm';
}

/** What all cases of StatsFilter have */
export interface StatsFilterBase {
  /** 7.2+ */ readonly providers?: readonly StatsRequest[] | undefined;
}

/** A case that is not listed */
export interface StatsFilterUnlisted extends StatsFilterBase {
  /** 7.2+ */ readonly target: Unlisted;
  readonly [member: string]: unknown;
}

/** 7.2+ */
export interface StatsFilterVcpu extends StatsFilterBase {
  /** 7.2+ */ readonly target: 'vcpu';
  /** 7.2+ */ readonly vcpus?: readonly string[] | undefined;
}

/** 7.2+; 10.0+: cryptodev */
export type StatsProvider = 'kvm' | 'cryptodev' | (string & {});

/** 7.2+ */
export interface StatsRequest {
  /** 7.2+ */ readonly provider: StatsProvider;
  /** 7.2+ */ readonly names?: readonly string[] | undefined;
}

/** 7.2+ */
export interface StatsResult {
  /** 7.2+ */ readonly provider: StatsProvider;
  /** 7.2+ */ readonly 'qom-path'?: string | undefined;
  /** 7.2+ */ readonly stats: readonly Stats[];
}

/** 7.2+ */
export interface StatsSchema {
  /** 7.2+ */ readonly provider: StatsProvider;
  /** 7.2+ */ readonly target: StatsTarget;
  /** 7.2+ */ readonly stats: readonly StatsSchemaValue[];
}

/** 7.2+ */
export interface StatsSchemaValue {
  /** 7.2+ */ readonly name: string;
  /** 7.2+ */ readonly type: StatsType;
  /** 7.2+ */ readonly unit?: StatsUnit | undefined;
  /** 7.2+ */ readonly base?: number | undefined;
  /** 7.2+ */ readonly exponent: number;
  /** 7.2+ */ readonly 'bucket-size'?: number | undefined;
}

/** 7.2+; 10.0+: cryptodev */
export type StatsTarget = 'vm' | 'vcpu' | 'cryptodev' | (string & {});

/** 7.2+ */
export type StatsType =
  | 'cumulative' | 'instant' | 'peak' | 'linear-histogram' | 'log2-histogram' | (string & {});

/** 7.2+ */
export type StatsUnit = 'bytes' | 'seconds' | 'cycles' | 'boolean' | (string & {});

/** 7.2+ */
export type StatsValue = number | bigint | boolean | readonly (number | bigint)[];

/** 5.2+ */
export interface StatusInfo {
  /** 5.2+ */ readonly running: boolean;
  /** 5.2+ */ readonly status: RunState;
  /** until 7.2 */ readonly singlestep?: boolean | undefined;
}

/** 5.2+ */
export type StrOrNull = string | null;

/** 5.2+ */
export interface StringObject {
  /** 5.2+ */ readonly str: string;
}

/**
 * 5.2+; 11.1+: hexagon; 7.2+: loongarch64; until 10.0: microblazeel; until 7.2: cris, nios2; 5.2 only: lm32,
 * moxie, unicore32
 */
export type SysEmuTarget =
  | 'aarch64' | 'alpha' | 'arm' | 'avr' | 'hexagon' | 'hppa' | 'i386' | 'loongarch64' | 'm68k' | 'microblaze'
  | 'mips' | 'mips64' | 'mips64el' | 'mipsel' | 'or1k' | 'ppc' | 'ppc64' | 'riscv32' | 'riscv64' | 'rx'
  | 's390x' | 'sh4' | 'sh4eb' | 'sparc' | 'sparc64' | 'tricore' | 'x86_64' | 'xtensa' | 'xtensaeb'
  | 'microblazeel' | 'cris' | 'nios2' | 'lm32' | 'moxie' | 'unicore32' | (string & {});

/** 5.2+ */
export interface TPMEmulatorOptions {
  /** 5.2+ */ readonly chardev: string;
}

/** 5.2+ */
export interface TPMInfo {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly model: TpmModel;
  /** 5.2+ */ readonly options: TpmTypeOptions;
}

/** 5.2+ */
export interface TPMPassthroughOptions {
  /** 5.2+ */ readonly path?: string | undefined;
  /** 5.2+ */ readonly 'cancel-path'?: string | undefined;
}

/** 5.2+ */
export interface TargetInfo {
  /** 5.2+ */ readonly arch: SysEmuTarget;
}

/** 10.0+ */
export type TimeUnit = 'second' | 'millisecond' | (string & {});

/** 5.2+ */
export type TpmModel = 'tpm-tis' | 'tpm-crb' | 'tpm-spapr' | (string & {});

/** 5.2+ */
export type TpmType = 'passthrough' | 'emulator' | (string & {});

/** 5.2+ */
export type TpmTypeOptions = TpmTypeOptionsPassthrough | TpmTypeOptionsEmulator | TpmTypeOptionsUnlisted;

/** 5.2+ */
export interface TpmTypeOptionsEmulator {
  /** 5.2+ */ readonly type: 'emulator';
  /** 5.2+ */ readonly data: TPMEmulatorOptions;
}

/** 5.2+ */
export interface TpmTypeOptionsPassthrough {
  /** 5.2+ */ readonly type: 'passthrough';
  /** 5.2+ */ readonly data: TPMPassthroughOptions;
}

/** A case that is not listed */
export interface TpmTypeOptionsUnlisted {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface TraceEventGetStateArguments {
  /** 5.2+ */ readonly name: string;
  /** until 7.2 */ readonly vcpu?: number | bigint | undefined;
}

/** 5.2+ */
export interface TraceEventInfo {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly state: TraceEventState;
  /** until 7.2 */ readonly vcpu?: boolean | undefined;
}

/** 5.2+ */
export interface TraceEventSetStateArguments {
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly enable: boolean;
  /** 5.2+ */ readonly 'ignore-unavailable'?: boolean | undefined;
  /** until 7.2 */ readonly vcpu?: number | bigint | undefined;
}

/** 5.2+ */
export type TraceEventState = 'unavailable' | 'disabled' | 'enabled' | (string & {});

/** 5.2+ */
export type TransactionAction =
  | TransactionActionAbort | TransactionActionBlockDirtyBitmapAdd | TransactionActionBlockDirtyBitmapRemove
  | TransactionActionBlockDirtyBitmapMerge | TransactionActionBlockdevBackup
  | TransactionActionBlockdevSnapshot | TransactionActionBlockdevSnapshotInternalSync
  | TransactionActionBlockdevSnapshotSync | TransactionActionDriveBackup | TransactionActionUnlisted;

/** 5.2+ */
export interface TransactionActionAbort {
  /** 5.2+ */ readonly type: 'abort';
  /** 5.2+ */ readonly data: Empty;
}

/** 5.2+ */
export interface TransactionActionBlockDirtyBitmapAdd {
  /** 5.2+ */ readonly type: 'block-dirty-bitmap-add';
  /** 5.2+ */ readonly data: BlockDirtyBitmapAdd;
}

/** 5.2+ */
export interface TransactionActionBlockDirtyBitmapMerge {
  /** 5.2+ */ readonly type: 'block-dirty-bitmap-merge';
  /** 5.2+ */ readonly data: BlockDirtyBitmapMerge;
}

/** 5.2+ */
export interface TransactionActionBlockDirtyBitmapRemove {
  /** 5.2+ */
  readonly type:
    | 'block-dirty-bitmap-clear' | 'block-dirty-bitmap-disable' | 'block-dirty-bitmap-enable'
    | 'block-dirty-bitmap-remove';
  /** 5.2+ */ readonly data: BlockDirtyBitmap;
}

/** 5.2+ */
export interface TransactionActionBlockdevBackup {
  /** 5.2+ */ readonly type: 'blockdev-backup';
  /** 5.2+ */ readonly data: BlockdevBackup;
}

/** 5.2+ */
export interface TransactionActionBlockdevSnapshot {
  /** 5.2+ */ readonly type: 'blockdev-snapshot';
  /** 5.2+ */ readonly data: BlockdevSnapshot;
}

/** 5.2+ */
export interface TransactionActionBlockdevSnapshotInternalSync {
  /** 5.2+ */ readonly type: 'blockdev-snapshot-internal-sync';
  /** 5.2+ */ readonly data: BlockdevSnapshotInternal;
}

/** 5.2+ */
export interface TransactionActionBlockdevSnapshotSync {
  /** 5.2+ */ readonly type: 'blockdev-snapshot-sync';
  /** 5.2+ */ readonly data: BlockdevSnapshotSync;
}

/** 5.2+ */
export interface TransactionActionDriveBackup {
  /** 5.2+ */ readonly type: 'drive-backup';
  /** 5.2+ */ readonly data: DriveBackup;
}

/** A case that is not listed */
export interface TransactionActionUnlisted {
  /** 5.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 5.2+ */
export interface TransactionArguments {
  /** 5.2+ */ readonly actions: readonly TransactionAction[];
  /** 5.2+ */ readonly properties?: TransactionProperties | undefined;
}

/** 5.2+ */
export interface TransactionProperties {
  /** 5.2+ */ readonly 'completion-mode'?: ActionCompletionMode | undefined;
}

/** 5.2+ */
export interface UnixSocketAddress {
  /** 5.2+ */ readonly path: string;
  /** 5.2+ */ readonly abstract?: boolean | undefined;
  /** 5.2+ */ readonly tight?: boolean | undefined;
}

/** 5.2+ */
export interface UnplugPrimaryEvent {
  /** 5.2+ */ readonly 'device-id': string;
}

/** 5.2+ */
export interface UuidInfo {
  /** 5.2+ */ readonly UUID: string;
}

/** 5.2+ */
export interface VersionInfo {
  /** 5.2+ */ readonly qemu: VersionTriple;
  /** 5.2+ */ readonly package: string;
}

/** 5.2+ */
export interface VersionTriple {
  /** 5.2+ */ readonly major: number;
  /** 5.2+ */ readonly minor: number;
  /** 5.2+ */ readonly micro: number;
}

/** 10.0+ */
export interface VfioMigrationEvent {
  /** 10.0+ */ readonly 'device-id': string;
  /** 10.0+ */ readonly 'qom-path': string;
  /** 10.0+ */ readonly 'device-state': QapiVfioMigrationState;
}

/** 5.2+ */
export interface VfioStats {
  /** 5.2+ */ readonly transferred: number | bigint;
}

/** 7.2+ */
export interface VfuClientHangupEvent {
  /** 7.2+ */ readonly 'vfu-id': string;
  /** 7.2+ */ readonly 'vfu-qom-path': string;
  /** 7.2+ */ readonly 'dev-id': string;
  /** 7.2+ */ readonly 'dev-qom-path': string;
}

/** 7.2+ */
export interface VirtQueueStatus {
  /** 7.2+ */ readonly name: string;
  /** 7.2+ */ readonly 'queue-index': number;
  /** 7.2+ */ readonly inuse: number;
  /** 7.2+ */ readonly 'vring-num': number;
  /** 7.2+ */ readonly 'vring-num-default': number;
  /** 7.2+ */ readonly 'vring-align': number;
  /** 7.2+ */ readonly 'vring-desc': number | bigint;
  /** 7.2+ */ readonly 'vring-avail': number | bigint;
  /** 7.2+ */ readonly 'vring-used': number | bigint;
  /** 7.2+ */ readonly 'last-avail-idx'?: number | undefined;
  /** 7.2+ */ readonly 'shadow-avail-idx'?: number | undefined;
  /** 7.2+ */ readonly 'used-idx': number;
  /** 7.2+ */ readonly 'signalled-used': number;
  /** 7.2+ */ readonly 'signalled-used-valid': boolean;
}

/** 7.2+ */
export interface VirtVhostQueueStatus {
  /** 7.2+ */ readonly name: string;
  /** 7.2+ */ readonly kick: number;
  /** 7.2+ */ readonly call: number;
  /** 7.2+ */ readonly num: number;
  /** 7.2+ */ readonly 'desc-phys': number | bigint;
  /** 7.2+ */ readonly 'desc-size': number;
  /** 7.2+ */ readonly 'avail-phys': number | bigint;
  /** 7.2+ */ readonly 'avail-size': number;
  /** 7.2+ */ readonly 'used-phys': number | bigint;
  /** 7.2+ */ readonly 'used-size': number;
  /** 7.2 to 10.0 */ readonly desc?: number | bigint | undefined;
  /** 7.2 to 10.0 */ readonly avail?: number | bigint | undefined;
  /** 7.2 to 10.0 */ readonly used?: number | bigint | undefined;
}

/** 7.2+ */
export interface VirtioInfo {
  /** 7.2+ */ readonly path: string;
  /** 7.2+ */ readonly name: string;
}

/** 5.2+ */
export interface VirtioMEMDeviceInfo {
  /** 5.2+ */ readonly id?: string | undefined;
  /** 5.2+ */ readonly memaddr: number | bigint;
  /** 5.2+ */ readonly 'requested-size': number;
  /** 5.2+ */ readonly size: number;
  /** 5.2+ */ readonly 'max-size': number;
  /** 5.2+ */ readonly 'block-size': number;
  /** 5.2+ */ readonly node: number;
  /** 5.2+ */ readonly memdev: string;
}

/** 5.2+ */
export interface VirtioPMEMDeviceInfo {
  /** 5.2+ */ readonly id?: string | undefined;
  /** 5.2+ */ readonly memaddr: number | bigint;
  /** 5.2+ */ readonly size: number;
  /** 5.2+ */ readonly memdev: string;
}

/** 7.2+ */
export interface VirtioQueueElement {
  /** 7.2+ */ readonly name: string;
  /** 7.2+ */ readonly index: number;
  /** 7.2+ */ readonly descs: readonly VirtioQueueElementDescs[];
  /** 7.2+ */ readonly avail: VirtioQueueElementAvail;
  /** 7.2+ */ readonly used: VirtioQueueElementUsed;
}

/** 7.2+ */
export interface VirtioQueueElementAvail {
  /** 7.2+ */ readonly flags: number;
  /** 7.2+ */ readonly idx: number;
  /** 7.2+ */ readonly ring: number;
}

/** 7.2+ */
export interface VirtioQueueElementDescs {
  /** 7.2+ */ readonly addr: number | bigint;
  /** 7.2+ */ readonly len: number;
  /** 7.2+ */ readonly flags: readonly string[];
}

/** 7.2+ */
export interface VirtioQueueElementUsed {
  /** 7.2+ */ readonly flags: number;
  /** 7.2+ */ readonly idx: number;
}

/** 7.2+ */
export interface VirtioStatus {
  /** 7.2+ */ readonly name: string;
  /** 7.2+ */ readonly 'device-id': number;
  /** 7.2+ */ readonly 'vhost-started': boolean;
  /** 7.2+ */ readonly 'device-endian': string;
  /** 7.2+ */ readonly 'guest-features': VirtioStatusGuestFeatures;
  /** 7.2+ */ readonly 'host-features': VirtioStatusGuestFeatures;
  /** 7.2+ */ readonly 'backend-features': VirtioStatusGuestFeatures;
  /** 7.2+ */ readonly 'num-vqs': number;
  /** 7.2+ */ readonly status: VirtioStatusStatus;
  /** 7.2+ */ readonly isr: number;
  /** 7.2+ */ readonly 'queue-sel': number;
  /** 7.2+ */ readonly 'vm-running': boolean;
  /** 7.2+ */ readonly broken: boolean;
  /** 7.2+ */ readonly disabled: boolean;
  /** 7.2+ */ readonly 'use-started': boolean;
  /** 7.2+ */ readonly started: boolean;
  /** 7.2+ */ readonly 'start-on-kick': boolean;
  /** 7.2+ */ readonly 'disable-legacy-check': boolean;
  /** 7.2+ */ readonly 'bus-name': string;
  /** 7.2+ */ readonly 'use-guest-notifier-mask': boolean;
  /** 7.2+ */ readonly 'vhost-dev'?: VirtioStatusVhostDev | undefined;
}

/** 7.2+ */
export interface VirtioStatusGuestFeatures {
  /** 7.2+ */ readonly transports: readonly string[];
  /** 7.2+ */ readonly 'dev-features'?: readonly string[] | undefined;
  /** 7.2+ */ readonly 'unknown-dev-features'?: number | bigint | undefined;
  /** 11.1+ */ readonly 'unknown-dev-features2'?: number | bigint | undefined;
}

/** 7.2+ */
export interface VirtioStatusStatus {
  /** 7.2+ */ readonly statuses: readonly string[];
  /** 7.2+ */ readonly 'unknown-statuses'?: number | undefined;
}

/** 7.2+ */
export interface VirtioStatusVhostDev {
  /** 7.2+ */ readonly 'n-mem-sections': number;
  /** 7.2+ */ readonly 'n-tmp-sections': number;
  /** 7.2+ */ readonly nvqs: number;
  /** 7.2+ */ readonly 'vq-index': number;
  /** 7.2+ */ readonly features: VirtioStatusGuestFeatures;
  /** 7.2+ */ readonly 'acked-features': VirtioStatusGuestFeatures;
  /** 7.2+ */ readonly 'protocol-features': VirtioStatusVhostDevProtocolFeatures;
  /** 7.2+ */ readonly 'max-queues': number;
  /** 7.2+ */ readonly 'backend-cap': number | bigint;
  /** 7.2+ */ readonly 'log-enabled': boolean;
  /** 7.2+ */ readonly 'log-size': number;
  /** 7.2 to 10.0 */ readonly 'backend-features'?: VirtioStatusGuestFeatures | undefined;
}

/** 7.2+ */
export interface VirtioStatusVhostDevProtocolFeatures {
  /** 7.2+ */ readonly protocols: readonly string[];
  /** 7.2+ */ readonly 'unknown-protocols'?: number | bigint | undefined;
}

/** 5.2+ */
export interface VmdkExtentInfo {
  /** 5.2+ */ readonly filename: string;
  /** 5.2+ */ readonly format: string;
  /** 5.2+ */ readonly 'virtual-size': number | bigint;
  /** 5.2+ */ readonly 'cluster-size'?: number | undefined;
  /** 5.2+ */ readonly compressed?: boolean | undefined;
  /** until 7.2 */ readonly 'dirty-flag'?: boolean | undefined;
  /** until 7.2 */ readonly 'actual-size'?: number | bigint | undefined;
  /** until 7.2 */ readonly encrypted?: boolean | undefined;
  /** until 7.2 */ readonly 'backing-filename'?: string | undefined;
  /** until 7.2 */ readonly 'full-backing-filename'?: string | undefined;
  /** until 7.2 */ readonly 'backing-filename-format'?: string | undefined;
  /** until 7.2 */ readonly snapshots?: readonly SnapshotInfo[] | undefined;
  /** until 7.2 */ readonly 'backing-image'?: ImageInfo | undefined;
  /** until 7.2 */ readonly 'format-specific'?: ImageInfoSpecific | undefined;
}

/** 5.2+ */
export interface VncBasicInfo {
  /** 5.2+ */ readonly host: string;
  /** 5.2+ */ readonly service: string;
  /** 5.2+ */ readonly family: NetworkAddressFamily;
  /** 5.2+ */ readonly websocket: boolean;
}

/** 5.2+ */
export interface VncClientInfo {
  /** 5.2+ */ readonly host: string;
  /** 5.2+ */ readonly service: string;
  /** 5.2+ */ readonly family: NetworkAddressFamily;
  /** 5.2+ */ readonly websocket: boolean;
  /** 5.2+ */ readonly x509_dname?: string | undefined;
  /** 5.2+ */ readonly sasl_username?: string | undefined;
}

/** 5.2+ */
export interface VncConnectedEvent {
  /** 5.2+ */ readonly server: VncServerInfo;
  /** 5.2+ */ readonly client: VncBasicInfo;
}

/** 5.2+ */
export interface VncDisconnectedEvent {
  /** 5.2+ */ readonly server: VncServerInfo;
  /** 5.2+ */ readonly client: VncClientInfo;
}

/** 5.2+ */
export interface VncInfo {
  /** 5.2+ */ readonly enabled: boolean;
  /** 5.2+ */ readonly host?: string | undefined;
  /** 5.2+ */ readonly family?: NetworkAddressFamily | undefined;
  /** 5.2+ */ readonly service?: string | undefined;
  /** 5.2+ */ readonly auth?: string | undefined;
  /** 5.2+ */ readonly clients?: readonly VncClientInfo[] | undefined;
}

/** 5.2+ */
export interface VncInfo2 {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly server: readonly VncServerInfo2[];
  /** 5.2+ */ readonly clients: readonly VncClientInfo[];
  /** 5.2+ */ readonly auth: VncPrimaryAuth;
  /** 5.2+ */ readonly vencrypt?: VncVencryptSubAuth | undefined;
  /** 5.2+ */ readonly display?: string | undefined;
}

/** 5.2+ */
export interface VncInitializedEvent {
  /** 5.2+ */ readonly server: VncServerInfo;
  /** 5.2+ */ readonly client: VncClientInfo;
}

/** 5.2+ */
export type VncPrimaryAuth =
  | 'none' | 'vnc' | 'ra2' | 'ra2ne' | 'tight' | 'ultra' | 'tls' | 'vencrypt' | 'sasl' | (string & {});

/** 5.2+ */
export interface VncServerInfo {
  /** 5.2+ */ readonly host: string;
  /** 5.2+ */ readonly service: string;
  /** 5.2+ */ readonly family: NetworkAddressFamily;
  /** 5.2+ */ readonly websocket: boolean;
  /** 5.2+ */ readonly auth?: string | undefined;
}

/** 5.2+ */
export interface VncServerInfo2 {
  /** 5.2+ */ readonly host: string;
  /** 5.2+ */ readonly service: string;
  /** 5.2+ */ readonly family: NetworkAddressFamily;
  /** 5.2+ */ readonly websocket: boolean;
  /** 5.2+ */ readonly auth: VncPrimaryAuth;
  /** 5.2+ */ readonly vencrypt?: VncVencryptSubAuth | undefined;
}

/** 5.2+ */
export type VncVencryptSubAuth =
  | 'plain' | 'tls-none' | 'x509-none' | 'tls-vnc' | 'x509-vnc' | 'tls-plain' | 'x509-plain' | 'tls-sasl'
  | 'x509-sasl' | (string & {});

/** 5.2+ */
export interface VserportChangeEvent {
  /** 5.2+ */ readonly id: string;
  /** 5.2+ */ readonly open: boolean;
}

/** 5.2+ */
export interface VsockSocketAddress {
  /** 5.2+ */ readonly cid: string;
  /** 5.2+ */ readonly port: string;
}

/** 5.2+ */
export type WatchdogAction =
  | 'reset' | 'shutdown' | 'poweroff' | 'pause' | 'debug' | 'none' | 'inject-nmi' | (string & {});

/** 5.2+ */
export interface WatchdogEvent {
  /** 5.2+ */ readonly action: WatchdogAction;
}

/** 5.2+ */
export interface WatchdogSetActionArguments {
  /** 5.2+ */ readonly action: WatchdogAction;
}

/** 5.2+ */
export interface XBZRLECacheStats {
  /** 5.2+ */ readonly 'cache-size': number | bigint;
  /** 5.2+ */ readonly bytes: number | bigint;
  /** 5.2+ */ readonly pages: number;
  /** 5.2+ */ readonly 'cache-miss': number;
  /** 5.2+ */ readonly 'cache-miss-rate': number;
  /** 5.2+ */ readonly 'encoding-rate': number;
  /** 5.2+ */ readonly overflow: number;
}

/** 5.2+ */
export interface XBlockdevAmendArguments {
  /** 5.2+ */ readonly 'job-id': string;
  /** 5.2+ */ readonly 'node-name': string;
  /** 5.2+ */ readonly options: BlockdevAmendOptions;
  /** 5.2+ */ readonly force?: boolean | undefined;
}

/** 5.2+ */
export interface XBlockdevChangeArguments {
  /** 5.2+ */ readonly parent: string;
  /** 5.2+ */ readonly child?: string | undefined;
  /** 5.2+ */ readonly node?: string | undefined;
}

/** 5.2+ */
export interface XBlockdevSetIothreadArguments {
  /** 5.2+ */ readonly 'node-name': string;
  /** 5.2+ */ readonly iothread: StrOrNull;
  /** 5.2+ */ readonly force?: boolean | undefined;
}

/** 5.2+ */
export interface XDbgBlockGraph {
  /** 5.2+ */ readonly nodes: readonly XDbgBlockGraphNode[];
  /** 5.2+ */ readonly edges: readonly XDbgBlockGraphEdge[];
}

/** 5.2+ */
export interface XDbgBlockGraphEdge {
  /** 5.2+ */ readonly parent: number;
  /** 5.2+ */ readonly child: number;
  /** 5.2+ */ readonly name: string;
  /** 5.2+ */ readonly perm: readonly BlockPermission[];
  /** 5.2+ */ readonly 'shared-perm': readonly BlockPermission[];
}

/** 5.2+ */
export interface XDbgBlockGraphNode {
  /** 5.2+ */ readonly id: number;
  /** 5.2+ */ readonly type: XDbgBlockGraphNodeType;
  /** 5.2+ */ readonly name: string;
}

/** 5.2+ */
export type XDbgBlockGraphNodeType = 'block-backend' | 'block-job' | 'block-driver' | (string & {});

/** 7.2+ */
export interface XQueryVirtioQueueElementArguments {
  /** 7.2+ */ readonly path: string;
  /** 7.2+ */ readonly queue: number | bigint;
  /** 7.2+ */ readonly index?: number | bigint | undefined;
}

/** 7.2+ */
export interface XQueryVirtioQueueStatusArguments {
  /** 7.2+ */ readonly path: string;
  /** 7.2+ */ readonly queue: number | bigint;
}

/** 7.2+ */
export interface XQueryVirtioStatusArguments {
  /** 7.2+ */ readonly path: string;
}

/** 7.2+ */
export interface XQueryVirtioVhostQueueStatusArguments {
  /** 7.2+ */ readonly path: string;
  /** 7.2+ */ readonly queue: number | bigint;
}

/** 10.0+ */
export interface XenEventInjectArguments {
  /** 10.0+ */ readonly port: number | bigint;
}

/** 5.2+ */
export interface XenLoadDevicesStateArguments {
  /** 5.2+ */ readonly filename: string;
}

/** 5.2+ */
export interface XenSaveDevicesStateArguments {
  /** 5.2+ */ readonly filename: string;
  /** 5.2+ */ readonly live?: boolean | undefined;
}

/** 5.2+ */
export interface XenSetGlobalDirtyLogArguments {
  /** 5.2+ */ readonly enable: boolean;
}

/** 5.2+ */
export interface XenSetReplicationArguments {
  /** 5.2+ */ readonly enable: boolean;
  /** 5.2+ */ readonly primary: boolean;
  /** 5.2+ */ readonly failover?: boolean | undefined;
}

/** 7.2+ */
export interface YankArguments {
  /** 7.2+ */ readonly instances: readonly YankInstance[];
}

/** 7.2+ */
export type YankInstance =
  | YankInstanceBlockNode | YankInstanceChardev | YankInstanceMigration | YankInstanceUnlisted;

/** 7.2+ */
export interface YankInstanceBlockNode {
  /** 7.2+ */ readonly type: 'block-node';
  /** 7.2+ */ readonly 'node-name': string;
}

/** 7.2+ */
export interface YankInstanceChardev {
  /** 7.2+ */ readonly type: 'chardev';
  /** 7.2+ */ readonly id: string;
}

/** 7.2+ */
export interface YankInstanceMigration {
  /** 7.2+ */ readonly type: 'migration';
}

/** A case that is not listed */
export interface YankInstanceUnlisted {
  /** 7.2+ */ readonly type: Unlisted;
  readonly [member: string]: unknown;
}

/** 10.0+ */
export type ZeroPageDetection = 'none' | 'legacy' | 'multifd' | (string & {});
