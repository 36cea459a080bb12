import { eventChannel, type QmpEventTrace } from '../trace/channels.ts';
import { type AnyEvent, parseEvent, type QmpEvent } from './events.ts';
import type { WireMessage } from '../wire/parse-message.ts';
import { EventQueue, type QmpSubscription, type QueueEnd } from './subscription.ts';

interface Subscriber {
  offer(event: AnyEvent): void;
  end(end: QueueEnd): void;
}

/** Hands every event to the subscribers that want it. */
export class EventHub {
  readonly #address: string;
  readonly #maxQueuedEvents: number;
  readonly #subscribers = new Set<Subscriber>();

  constructor(address: string, maxQueuedEvents: number) {
    this.#address = address;
    this.#maxQueuedEvents = maxQueuedEvents;
  }

  subscribe<Name extends string>(
    names: readonly Name[] | '*',
    filter: ((event: QmpEvent<Name>) => boolean) | undefined,
  ): QmpSubscription<QmpEvent<Name>> {
    const wanted = names === '*' ? undefined : new Set<string>(names);
    // The type of an event's data goes with its name.
    const isWanted = (event: object): event is QmpEvent<Name> =>
      wanted === undefined || ('event' in event && wanted.has(String(event.event)));
    const queue = new EventQueue<QmpEvent<Name>>({
      describe: names === '*' ? 'of any name' : names.join(', '),
      maxQueuedEvents: this.#maxQueuedEvents,
      onClose: () => this.#subscribers.delete(subscriber),
    });
    const subscriber: Subscriber = {
      offer(event) {
        if (!isWanted(event)) return;
        try {
          if (filter === undefined || filter(event)) queue.push(event);
        } catch (error) {
          queue.end({ cleanly: false, error });
        }
      },
      end: (end) => queue.end(end),
    };
    this.#subscribers.add(subscriber);
    return queue;
  }

  /** Passes on a message that is an event. */
  publish(message: WireMessage): void {
    if (this.#subscribers.size === 0 && !eventChannel.hasSubscribers) return;
    const event = parseEvent(message);
    if (eventChannel.hasSubscribers) {
      const trace: QmpEventTrace = { address: this.#address, event };
      eventChannel.publish(trace);
    }
    for (const subscriber of this.#subscribers) subscriber.offer(event);
  }

  /** Ends every subscription. */
  end(end: QueueEnd): void {
    for (const subscriber of this.#subscribers) subscriber.end(end);
  }
}
