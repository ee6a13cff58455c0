import type { CheckedApp } from '../web/checked.ts';
import type { DocumentedRoute } from './documented-routes.ts';
import { openApi } from './open-api.ts';
import { apiPage, apiStyle } from './page.ts';

/** The description of all addresses: `/openapi.json` for programs, `/api` for people. Made when it is first asked for. */
export function apiRoutes(app: CheckedApp, routes: readonly DocumentedRoute[]): void {
  let made: { json: string; page: string } | undefined;
  const make = () => {
    const description = openApi(routes);
    return {
      json: JSON.stringify(description),
      page: apiPage(description as unknown as Parameters<typeof apiPage>[0]),
    };
  };
  app.get('/openapi.json', async (_request, reply) => {
    made ??= make();
    return reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(made.json);
  });
  app.get('/api', async (_request, reply) => {
    made ??= make();
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(made.page);
  });
  app.get('/api/style.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(apiStyle));
}
