interface StreamMessage {
  /** `comment` for a sign of life, `now` for the server's time. */
  event: string;
  data: string;
}

/** Reads `text/event-stream`: EventSource cannot send a credential. */
export async function* streamMessages(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamMessage> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let event = 'message';
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r?\n/);
      rest = lines.pop()!;
      for (const line of lines) {
        const [, field, text = ''] = /^(\w*): ?(.*)/.exec(line) ?? [];
        if (field === '') yield { event: 'comment', data: text };
        else if (field === 'now') yield { event: field, data: text };
        else if (field === 'event') event = text;
        else if (field === 'data') data.push(text);
        else if (!line) {
          if (data.length > 0) yield { event, data: data.join('\n') };
          event = 'message';
          data = [];
        }
      }
    }
  } finally {
    await reader.cancel();
  }
}
