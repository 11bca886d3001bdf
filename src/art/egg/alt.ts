import type { EggStatus } from '../types.ts';

const ENGLISH: Record<EggStatus, string> = {
  waiting: 'An egg, waiting in its nest',
  ready: 'A glowing egg, ready to hatch',
  cracking: 'An egg cracking open, two eyes peeking out',
};

/** By the two letters of a language: those that the element speaks. */
const TEXTS: Record<string, Record<EggStatus, string>> = {
  ar: {
    waiting: 'بيضة تنتظر في عشّها',
    ready: 'بيضة متوهجة جاهزة للفقس',
    cracking: 'بيضة تتشقق وعينان تطلّان منها',
  },
  de: {
    waiting: 'Ein Ei wartet in seinem Nest',
    ready: 'Ein leuchtendes Ei, bereit zu schlüpfen',
    cracking: 'Ein Ei bricht auf, zwei Augen schauen heraus',
  },
  es: {
    waiting: 'Un huevo espera en su nido',
    ready: 'Un huevo brillante, listo para abrirse',
    cracking: 'Un huevo se abre y dos ojos se asoman',
  },
  fr: {
    waiting: 'Un œuf attend dans son nid',
    ready: 'Un œuf lumineux, prêt à éclore',
    cracking: 'Un œuf se fend, deux yeux regardent dehors',
  },
  ja: {
    waiting: '巣で待っているたまご',
    ready: '光っている、もうすぐかえるたまご',
    cracking: 'ひびが入り、ふたつの目がのぞくたまご',
  },
  pt: {
    waiting: 'Um ovo esperando no ninho',
    ready: 'Um ovo brilhante, pronto para se abrir',
    cracking: 'Um ovo se abrindo, com dois olhos espiando',
  },
  tr: {
    waiting: 'Yuvasında bekleyen bir yumurta',
    ready: 'Parlayan, çatlamaya hazır bir yumurta',
    cracking: 'Çatlayan bir yumurta, iki göz dışarı bakıyor',
  },
  zh: {
    waiting: '在窝里等待的蛋',
    ready: '发着光、快要孵化的蛋',
    cracking: '裂开的蛋，露出两只眼睛',
  },
};

/** @param language a tag; English where it is none of ours */
export function eggAltText({ status }: { status: EggStatus }, language = 'en'): string {
  return (TEXTS[language.slice(0, 2).toLowerCase()] ?? ENGLISH)[status];
}
