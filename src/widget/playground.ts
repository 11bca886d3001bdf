/** The page's playground of that name: `fetch` in name and manner. */
export interface PlaygroundChunk {
  playgroundOf(name: string): { fetch(address: string, init: RequestInit): Promise<Response> };
}

/** What answers `<hatched-buddy demo>`, a chunk of its own. */
export const loadPlayground = (): Promise<PlaygroundChunk> => import('../playground/demo.ts');
