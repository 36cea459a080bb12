import { messageChannel, type QmpMessageTrace } from './channels.ts';
import { maskText } from './recent-messages.ts';

/** Publishes a message to whoever logs the protocol, its secrets masked; costs nothing where nobody does. */
export function publishMessage(address: string, direction: QmpMessageTrace['direction'], text: string): void {
  if (!messageChannel.hasSubscribers) return;
  const trace: QmpMessageTrace = { address, direction, text: maskText(text) };
  messageChannel.publish(trace);
}
