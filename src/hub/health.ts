import { printProblem } from '../content/authoring.ts';
import { type Health, health, paths, PROTOCOL, readiness } from '../protocol/index.ts';
import type { CaseStore } from './cases/case-store.ts';
import type { Published } from './content/published.ts';
import type { CheckedApp } from './web/checked.ts';

/** How the hub is (`/health`), and whether it can do its work (`/ready`: 503 where it cannot store, and while it stops). */
export function healthRoutes(
  app: CheckedApp,
  hub: {
    published: Published;
    store: CaseStore;
    skippedExamples: readonly string[];
    databaseFailed: () => boolean;
    withoutKey: number;
  },
): void {
  app.get(paths.health, { schema: { response: { 200: health } } }, async (): Promise<Health> => {
    const { published, store } = hub;
    const accepting = await store.accepting();
    const problems: Health['problems'] = [
      ...published.problems.map((one) => ({ part: 'content' as const, message: printProblem(one) })),
      ...hub.skippedExamples.map((one) => ({ part: 'examples' as const, message: `flows/${one}` })),
      ...(accepting ? [] : [{ part: 'cases' as const, message: 'Cases cannot be kept: see the log, and restart.' }]),
      ...(hub.withoutKey > 0
        ? [{ part: 'cases' as const, message: `The keys of ${hub.withoutKey} cases are missing: restore cases/keys.` }]
        : []),
      ...(hub.databaseFailed()
        ? [{ part: 'database' as const, message: 'The database cannot be opened: no register answers.' }]
        : []),
    ];
    return {
      protocol: PROTOCOL,
      status: problems.length > 0 ? 'degraded' : 'ok',
      municipality: published.content.municipality.id,
      content: published.content.version,
      cases: { stored: accepting ? await store.stored() : 0, accepting },
      problems,
    };
  });
  app.get(paths.ready, { schema: { response: { 200: readiness, 503: readiness } } }, async (_request, reply) => {
    const ready = await hub.store.accepting();
    return reply.code(ready ? 200 : 503).send({ ready });
  });
}
