import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { StoreRefusal } from '../cases/case-store.ts';
import type { TakenUp } from '../cases/take-up.ts';

/**
 * Numbers about a hub, for Prometheus. Labels are patterns of addresses, states and reasons: never a case, a device or
 * anything that a person said.
 */
export interface Metrics {
  readonly type: string;
  text(): Promise<string>;
  answered(route: string, method: string, status: number, seconds: number): void;
  delivered: (outcome: 'new' | 'repeated' | StoreRefusal) => void;
  takenUp(taken: TakenUp): void;
}

export function newMetrics(stored: () => Promise<number>, accepting: () => Promise<boolean>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'kakanai_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const deliveries = new Counter({
    name: 'kakanai_case_deliveries_total',
    help: 'Deliveries of cases by their outcome',
    labelNames: ['outcome'],
    registers,
  });
  const taken = new Counter({
    name: 'kakanai_cases_taken_up_total',
    help: 'Cases opened and replayed, by what came of it',
    labelNames: ['state'],
    registers,
  });
  const tasks = new Counter({
    name: 'kakanai_case_tasks_total',
    help: 'What did not hold in delivered cases, by reason',
    labelNames: ['reason'],
    registers,
  });
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  gauge('kakanai_cases_stored', 'Cases that were received', stored);
  gauge('kakanai_accepting', '1 where cases can be kept', async () => Number(await accepting()));
  gauge('process_resident_memory_bytes', 'Resident memory', () => process.memoryUsage.rss());
  gauge('process_uptime_seconds', 'Time since the process started', () => process.uptime());
  return {
    type: registry.contentType,
    text: () => registry.metrics(),
    answered: (route, method, status, seconds) => requests.observe({ method, route, status }, seconds),
    delivered: (outcome) => deliveries.inc({ outcome }),
    takenUp: ({ state, tasks: found }) => {
      taken.inc({ state });
      for (const { reason } of found) tasks.inc({ reason });
    },
  };
}
