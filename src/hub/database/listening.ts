/** Notices between everybody who works on one database (LISTEN and NOTIFY). */
export interface Listening {
  /**
   * Calls `hear` for every notice on a channel from now on, of this process and of others, with what was said. An empty
   * payload says that notices may have been missed: look for yourself.
   */
  listen: (channel: string, hear: (payload: string) => void) => Promise<void>;
}
