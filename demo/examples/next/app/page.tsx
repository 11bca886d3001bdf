import { Buddy } from './buddy';

export default function Home() {
  return <Buddy server={process.env.HATCHED_URL ?? 'http://127.0.0.1:8787'} />;
}

// The address is read when the page is asked for, not when it is built.
export const dynamic = 'force-dynamic';
