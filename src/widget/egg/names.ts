/** Names that a newcomer may be given by the dice: short, kind, and easy to say in most languages. */
const NAMES =
  'Momo Pip Biscuit Juno Nori Kiwi Lumi Taro Pepper Suki Waffle Milo Coco Ziggy Olive Bento Mika Fig Luna Pogo Sunny Tofu Remy Clover'.split(
    ' ',
  );

/** Another one than `current`. */
export function anotherName(current: string): string {
  const others = NAMES.filter((name) => name !== current);
  return others[Math.floor(Math.random() * others.length)]!;
}
