import { type DemoCard, cardGallery, paths, PROTOCOL } from '../../protocol/index.ts';
import type { CheckedApp } from '../web/checked.ts';

/** The gallery of simulated cards; a hub that is not for demonstration has no such address. */
export function demoRoutes(app: CheckedApp, cards: DemoCard[]): void {
  app.get(paths.cards, { schema: { response: { 200: cardGallery } } }, async () => ({ protocol: PROTOCOL, cards }));
}
