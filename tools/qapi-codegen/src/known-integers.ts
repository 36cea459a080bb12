import type { KnownIntegers } from './knowledge.ts';

/*
QEMU's schema says `int` of every integer, whatever its width. At run time an integer beyond 2^53 arrives as a bigint, any
other as a number, so each that comes from QEMU is either `wide` here, and typed `number | bigint`, or `narrow`, and typed
`number`. The generator refuses one that is in neither list. What is only ever sent may be a bigint anyway.

Wide is what can really get there. Bytes on disks and networks can, as images are sparse and counters run for years; so
can addresses, 64-bit words of hardware, ids and limits that users choose, and sums of nanoseconds (2^53 ns are 104 days).
Narrow are, besides small things: sizes of guest memory (a physical address has at most 52 bits), counts of operations,
rates of throttling (throttle.h THROTTLE_VALUE_MAX is 10^15), milliseconds, and single latencies.
*/

export const knownIntegers: KnownIntegers = {
  'query-migrate-cache-size returns': { wide: 'int' },
  ACPIOSTInfo: { narrow: 'source status' },
  AddfdInfo: { wide: 'fdset-id', narrow: 'fd' },
  Audiodev: { narrow: 'timer-period' },
  AudiodevAlsa: { narrow: 'threshold' },
  AudiodevAlsaIn: { narrow: 'frequency channels voices buffer-length period-length' },
  AudiodevDbus: { narrow: 'nsamples' },
  AudiodevJackIn: { narrow: 'frequency channels voices buffer-length' },
  AudiodevOss: { narrow: 'dsp-policy' },
  AudiodevOssIn: { narrow: 'frequency channels voices buffer-length buffer-count' },
  AudiodevPaIn: { narrow: 'frequency channels voices buffer-length latency' },
  AudiodevPerDirectionOptions: { narrow: 'frequency channels voices buffer-length' },
  AudiodevPipewireIn: { narrow: 'frequency channels voices buffer-length latency' },
  AudiodevSdlIn: { narrow: 'frequency channels voices buffer-length buffer-count' },
  BalloonChangeEvent: { narrow: 'actual' },
  BalloonInfo: { narrow: 'actual' },
  BlockDeviceInfo: {
    wide: 'iops_size write_threshold',
    narrow:
      'backing_file_depth bps bps_rd bps_wr iops iops_rd iops_wr bps_max bps_rd_max bps_wr_max iops_max ' +
      'iops_rd_max iops_wr_max bps_max_length bps_rd_max_length bps_wr_max_length iops_max_length ' +
      'iops_rd_max_length iops_wr_max_length',
  },
  BlockDeviceStats: {
    wide:
      'rd_bytes wr_bytes zone_append_bytes unmap_bytes rd_total_time_ns wr_total_time_ns zone_append_total_time_ns ' +
      'flush_total_time_ns unmap_total_time_ns wr_highest_offset idle_time_ns',
    narrow:
      'rd_operations wr_operations zone_append_operations flush_operations unmap_operations rd_merged wr_merged ' +
      'zone_append_merged unmap_merged failed_rd_operations failed_wr_operations failed_zone_append_operations ' +
      'failed_flush_operations failed_unmap_operations invalid_rd_operations invalid_wr_operations ' +
      'invalid_zone_append_operations invalid_flush_operations invalid_unmap_operations',
  },
  BlockDeviceTimedStats: {
    narrow:
      'interval_length min_rd_latency_ns max_rd_latency_ns avg_rd_latency_ns min_wr_latency_ns max_wr_latency_ns ' +
      'avg_wr_latency_ns min_zone_append_latency_ns max_zone_append_latency_ns avg_zone_append_latency_ns ' +
      'min_flush_latency_ns max_flush_latency_ns avg_flush_latency_ns',
  },
  BlockDirtyInfo: { wide: 'count', narrow: 'granularity' },
  BlockImageCorruptedEvent: { wide: 'offset size' },
  BlockJobCancelledEvent: { wide: 'len offset speed' },
  BlockJobCompletedEvent: { wide: 'len offset speed' },
  BlockJobInfo: { wide: 'len offset speed' },
  BlockJobReadyEvent: { wide: 'len offset speed' },
  BlockLatencyHistogramInfo: { wide: 'boundaries', narrow: 'bins' },
  BlockLimitsInfo: {
    wide: 'max-discard max-write-zeroes max-hw-transfer',
    narrow:
      'request-alignment discard-alignment write-zeroes-alignment opt-transfer max-transfer max-iov max-hw-iov ' +
      'min-mem-alignment opt-mem-alignment',
  },
  BlockStatsSpecificFile: { wide: 'discard-bytes-ok', narrow: 'discard-nb-ok discard-nb-failed' },
  BlockStatsSpecificNvme: { narrow: 'completion-errors aligned-accesses unaligned-accesses' },
  BlockWriteThresholdEvent: { wide: 'amount-exceeded write-threshold' },
  CompressionStats: { wide: 'compressed-size', narrow: 'pages busy' },
  CpuInfo: { narrow: 'CPU thread_id' },
  CpuInfoFast: { narrow: 'cpu-index thread-id' },
  CpuInfoMips: { wide: 'PC' },
  CpuInfoPpc: { wide: 'nip' },
  CpuInfoRiscv: { wide: 'pc' },
  CpuInfoSparc: { wide: 'pc npc' },
  CpuInfoTricore: { narrow: 'PC' },
  CpuInfoX86: { wide: 'pc' },
  CpuInstanceProperties: {
    narrow: 'node-id drawer-id book-id socket-id die-id cluster-id module-id core-id thread-id',
  },
  DirtyLimitInfo: { narrow: 'cpu-index limit-rate current-rate' },
  DirtyRateInfo: { narrow: 'dirty-rate start-time calc-time sample-pages' },
  DirtyRateVcpu: { narrow: 'id dirty-rate' },
  DumpQueryResult: { wide: 'completed total' },
  EvtchnInfo: { narrow: 'port vcpu target' },
  FdsetFdInfo: { narrow: 'fd' },
  FdsetInfo: { wide: 'fdset-id' },
  GICCapability: { narrow: 'version' },
  GuestPanicInformationHyperV: { wide: 'arg1 arg2 arg3 arg4 arg5' },
  GuestPanicInformationS390: { wide: 'psw-mask psw-addr', narrow: 'core' },
  GuestPanicInformationSev: { narrow: 'set code' },
  GuestPanicInformationTdx: { wide: 'gpa', narrow: 'error-code' },
  HotpluggableCPU: { narrow: 'vcpus-count' },
  HvBalloonDeviceInfo: { wide: 'memaddr', narrow: 'max-size' },
  HvBalloonInfo: { narrow: 'committed available' },
  IOThreadInfo: { wide: 'poll-max-ns poll-grow poll-shrink poll-weight aio-max-batch', narrow: 'thread-id' },
  ImageInfo: { wide: 'actual-size virtual-size', narrow: 'cluster-size' },
  ImageInfoSpecificFile: { narrow: 'extent-size-hint' },
  ImageInfoSpecificQCow2: { narrow: 'refcount-bits' },
  ImageInfoSpecificVmdk: { narrow: 'cid parent-cid' },
  InetSocketAddress: { narrow: 'to keep-alive-count keep-alive-idle keep-alive-interval' },
  JobInfo: { wide: 'current-progress total-progress' },
  MachineInfo: { narrow: 'cpu-max' },
  Memdev: { narrow: 'size host-nodes' },
  MemoryDeviceInfoSpMemData: { wide: 'addr', narrow: 'size node' },
  MemoryDeviceSizeChangeEvent: { narrow: 'size' },
  MemoryInfo: { narrow: 'base-memory plugged-memory' },
  MigrationInfo: {
    wide: 'remaining',
    narrow:
      'total-time expected-downtime downtime setup-time cpu-throttle-percentage postcopy-blocktime ' +
      'postcopy-vcpu-blocktime postcopy-latency postcopy-latency-dist postcopy-vcpu-latency ' +
      'postcopy-non-vcpu-latency dirty-limit-throttle-time-per-round dirty-limit-ring-full-time',
  },
  MigrationParameters: {
    wide:
      'max-bandwidth avail-switchover-bandwidth xbzrle-cache-size max-postcopy-bandwidth vcpu-dirty-limit ' +
      'x-rdma-chunk-size',
    narrow:
      'announce-initial announce-max announce-rounds announce-step throttle-trigger-threshold cpu-throttle-initial ' +
      'cpu-throttle-increment downtime-limit x-checkpoint-delay multifd-channels max-cpu-throttle multifd-zlib-level ' +
      'multifd-qatzip-level multifd-zstd-level x-vcpu-dirty-limit-period compress-level compress-threads ' +
      'decompress-threads',
  },
  MigrationPassEvent: { narrow: 'pass' },
  MigrationStats: {
    wide: 'transferred normal-bytes multifd-bytes precopy-bytes downtime-bytes postcopy-bytes',
    narrow:
      'remaining total duplicate normal dirty-pages-rate dirty-sync-count postcopy-requests page-size ' +
      'pages-per-second dirty-sync-missed-zero-copy skipped',
  },
  MigrationThreadInfo: { narrow: 'thread-id' },
  MouseInfo: { narrow: 'index' },
  PCDIMMDeviceInfo: { wide: 'addr', narrow: 'size slot node' },
  PciBusInfo: { narrow: 'number secondary subordinate' },
  PciDeviceClass: { narrow: 'class' },
  PciDeviceId: { narrow: 'device vendor subsystem subsystem-vendor' },
  PciDeviceInfo: { narrow: 'bus slot function irq irq_pin' },
  PciInfo: { narrow: 'bus' },
  PciMemoryRange: { wide: 'base limit' },
  PciMemoryRegion: { wide: 'address size', narrow: 'bar' },
  QCryptoBlockInfoLUKS: { narrow: 'payload-offset master-key-iters' },
  QCryptoBlockInfoLUKSSlot: { narrow: 'iters stripes key-offset' },
  QCryptodevBackendClient: { narrow: 'queue' },
  Qcow2BitmapInfo: { narrow: 'granularity' },
  QuorumFailureEvent: { wide: 'sector-num sectors-count' },
  QuorumReportBadEvent: { wide: 'sector-num sectors-count' },
  RdmaGidStatusChangedEvent: { wide: 'subnet-prefix interface-id' },
  ReplayInfo: { wide: 'icount' },
  RockerOfDpaFlow: { wide: 'cookie', narrow: 'hits' },
  RockerOfDpaFlowAction: { narrow: 'goto-tbl group-id tunnel-lport vlan-id new-vlan-id out-pport' },
  RockerOfDpaFlowKey: { narrow: 'priority tbl-id in-pport tunnel-id vlan-id eth-type ip-proto ip-tos' },
  RockerOfDpaFlowMask: { narrow: 'in-pport tunnel-id vlan-id ip-proto ip-tos' },
  RockerOfDpaGroup: {
    narrow: 'id type vlan-id pport index out-pport group-id set-vlan-id pop-vlan group-ids ttl-check',
  },
  RockerPort: { narrow: 'speed' },
  RockerSwitch: { wide: 'id', narrow: 'ports' },
  RtcChangeEvent: { narrow: 'offset' },
  RxFilterInfo: { narrow: 'vlan-table' },
  SevCapability: { narrow: 'cbitpos reduced-phys-bits' },
  SevInfo: { narrow: 'api-major api-minor build-id policy handle' },
  SevInfoSev: { narrow: 'policy handle' },
  SevInfoSevSnp: { wide: 'snp-policy' },
  SgxEPCDeviceInfo: { wide: 'memaddr', narrow: 'size node' },
  SgxEpcSection: { narrow: 'node size' },
  SgxInfo: { narrow: 'section-size' },
  SnapshotInfo: { wide: 'vm-state-size icount', narrow: 'date-sec date-nsec vm-clock-sec vm-clock-nsec' },
  SpiceChannel: { narrow: 'connection-id channel-type channel-id' },
  SpiceInfo: { narrow: 'port tls-port' },
  StatsSchemaValue: { narrow: 'base exponent bucket-size' },
  StatsValue: { wide: 'int' },
  VersionTriple: { narrow: 'major minor micro' },
  VfioStats: { wide: 'transferred' },
  VirtQueueStatus: {
    wide: 'vring-desc vring-avail vring-used',
    narrow:
      'queue-index inuse vring-num vring-num-default vring-align last-avail-idx shadow-avail-idx used-idx signalled-used',
  },
  VirtVhostQueueStatus: {
    wide: 'desc-phys avail-phys used-phys desc avail used',
    narrow: 'kick call num desc-size avail-size used-size',
  },
  VirtioMEMDeviceInfo: { wide: 'memaddr', narrow: 'requested-size size max-size block-size node' },
  VirtioPMEMDeviceInfo: { wide: 'memaddr', narrow: 'size' },
  VirtioQueueElement: { narrow: 'index' },
  VirtioQueueElementAvail: { narrow: 'flags idx ring' },
  VirtioQueueElementDescs: { wide: 'addr', narrow: 'len' },
  VirtioQueueElementUsed: { narrow: 'flags idx' },
  VirtioStatus: { narrow: 'device-id num-vqs isr queue-sel' },
  VirtioStatusGuestFeatures: { wide: 'unknown-dev-features unknown-dev-features2' },
  VirtioStatusStatus: { narrow: 'unknown-statuses' },
  VirtioStatusVhostDev: {
    wide: 'backend-cap',
    narrow: 'n-mem-sections n-tmp-sections nvqs vq-index max-queues log-size',
  },
  VirtioStatusVhostDevProtocolFeatures: { wide: 'unknown-protocols' },
  VmdkExtentInfo: { wide: 'virtual-size actual-size', narrow: 'cluster-size' },
  XBZRLECacheStats: { wide: 'cache-size bytes', narrow: 'pages cache-miss overflow' },
  XDbgBlockGraphEdge: { narrow: 'parent child' },
  XDbgBlockGraphNode: { narrow: 'id' },
};
