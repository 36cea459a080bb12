/** Says which step is begun: a QMP command, or a deed on this host; the last one is told where it fails. */
export type ReachStep = (step: string) => void;
