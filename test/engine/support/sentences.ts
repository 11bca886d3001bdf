/** What every finding says to whoever writes a configuration: whole sentences, with nothing missing in between. */
export const SENTENCES = /^(?!.*(undefined|\[object|  | ,| \.))[^\s,.].{10,}\.$/;
