import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver } from './driver.ts';
import { freePort } from '../support/free-port.ts';
import { libraryProgramOf, programOf } from '../support/programs.ts';

const PACKAGES = ['webkit2gtk-driver', 'xvfb'];
const ESCAPE = '\uE00C';

/** WebKit, Safari's engine, as GTK's library has it: plain WebDriver, on a screen of its own. */
export async function webkit(): Promise<Driver> {
  const home = await mkdtemp(join(tmpdir(), 'hatched-webkit-'));
  const screen = await virtualScreen();
  const port = await freePort();
  const driver = spawn(await programOf('WebKitWebDriver', ['WebKitWebDriver'], PACKAGES), [`--port=${port}`], {
    env: {
      ...process.env,
      HOME: home,
      DISPLAY: screen.display,
      // Its sandbox refuses root, which is what many machines of this kind run as.
      ...(process.getuid?.() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
    },
    stdio: 'ignore',
  });
  const base = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${base}/status`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (driver.exitCode !== null) throw new Error('WebKitWebDriver ended before it listened.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const binary = await libraryProgramOf('webkit2gtk-4.1/MiniBrowser', PACKAGES);
  const options = { binary, args: ['--automation'] };
  const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } };
  const { sessionId, capabilities: has } = await command<Session>(`${base}/session`, { capabilities });
  const session = `${base}/session/${sessionId}`;
  await command(`${session}/timeouts`, { script: 120_000 });
  await command(`${session}/window/rect`, { width: 1280, height: 900 });
  return {
    name: `WebKit ${has.browserVersion}`,
    open: (url) => command(`${session}/url`, { url }),
    async run<T>(body: string): Promise<T> {
      const script = `const done = arguments[0]; (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const answer = await command<{ value: T; error?: string }>(`${session}/execute/async`, { script, args: [] });
      if (answer.error) throw new Error(answer.error);
      return answer.value;
    },
    click: (x, y) =>
      command(`${session}/actions`, {
        actions: [
          {
            type: 'pointer',
            id: 'mouse',
            actions: [
              { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
              { type: 'pointerDown', button: 0 },
              { type: 'pointerUp', button: 0 },
            ],
          },
        ],
      }),
    press: () =>
      command(`${session}/actions`, {
        actions: [
          {
            type: 'key',
            id: 'keys',
            actions: [
              { type: 'keyDown', value: ESCAPE },
              { type: 'keyUp', value: ESCAPE },
            ],
          },
        ],
      }),
    async [Symbol.asyncDispose]() {
      await fetch(session, { method: 'DELETE' }).catch(() => undefined);
      await end(driver);
      await end(screen.process);
      await rm(home, { recursive: true, force: true });
    },
  };
}

interface Session {
  sessionId: string;
  capabilities: { browserVersion: string };
}

async function command<T = void>(url: string, body: object): Promise<T> {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
  if (!answer.ok) throw new Error(`WebDriver: ${value.error}: ${value.message}`);
  return value;
}

async function virtualScreen(): Promise<{ display: string; process: ChildProcess }> {
  const path = await programOf('Xvfb', ['Xvfb'], PACKAGES);
  // It chooses a number that is free, and says it.
  const process = spawn(path, ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = (await once(process.stdio[3]!, 'data')) as [Buffer];
  return { display: `:${number.toString().trim()}`, process };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
