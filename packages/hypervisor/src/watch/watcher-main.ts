import { openContext } from '../open-context.ts';
import type { WatcherTask } from './ensure-watcher.ts';
import { runWatcher } from './watcher.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `ensureWatcher` starts this
const { root, settings } = JSON.parse(process.argv[2] ?? '') as WatcherTask;
await runWatcher(openContext({ root, ...settings }));
