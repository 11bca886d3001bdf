import { composeBlink, type Look } from '../../../art/index.ts';
import { MOODS, POSES, type Mood } from '../../../contract/buddy/art.ts';
import type { BuddyImage } from '../../../contract/buddy/state.ts';
import { moodAt, outfitOf, shownStage, type Languages } from '../../../engine/index.ts';
import type { Parts } from '../../context.ts';
import { describePicture } from '../../state/describe.ts';
import { inLanguages } from '../../workspace/configuration/languages.ts';
import type { BuddyRow } from '../../store/rows.ts';
import { buddyPictureOf } from '../art-sources.ts';
import { PICTURE_SIZE } from '../pictures.ts';

/** The address of a preview holds all of this: any process can compose the picture from it, and nothing is stored. */
interface PreviewLook extends Look {
  config_version_id: string;
}

type PreviewParts = Pick<Parts, 'store' | 'configs' | 'clock' | 'secrets'>;

const SIGNATURE_LENGTH = 32;

/** The addresses of the buddy's picture in another outfit. The picture is composed when it is asked for. */
export async function previewOf(
  parts: PreviewParts,
  row: BuddyRow,
  equip: string,
  { baseUrl, languages }: { baseUrl: string; languages: Languages },
): Promise<BuddyImage> {
  const loaded = await parts.configs.get(row.config_version_id!);
  const { compiled, row: config } = loaded;
  const { config: document } = compiled;
  const equipped = outfitOf(document, equip);
  const look: Look = {
    species: row.species,
    stage: shownStage(document, row.state.stage),
    mood: moodAt(row.state, compiled, parts.clock()),
    equipped,
  };
  const picture = await buddyPictureOf(parts, row, document, look);
  const token = sign(parts, { ...look, config_version_id: config.config_version_id });
  const url = (part: string) => `${baseUrl}/previews/${token}/${part}`;
  const hasParts = picture.stageArt === undefined;
  const alt = describePicture(
    { ...row, picture_mood: look.mood, state: { ...row.state, equipped } },
    inLanguages(loaded, languages),
  );
  return {
    url: url('whole.svg'),
    png_url: url('whole.png'),
    ...PICTURE_SIZE,
    alt,
    scene_url: hasParts ? url('scene.svg') : null,
    figure_url: url(hasParts ? 'figure.svg' : 'whole.svg'),
    face_url: hasParts ? url('face.svg') : null,
    blink_url: composeBlink(picture) === null ? null : url('blink.svg'),
    poses: hasParts ? Object.fromEntries(POSES.map((pose) => [pose, url(`${pose}.svg`)])) : null,
  };
}

function sign(
  { secrets }: Pick<Parts, 'secrets'>,
  { config_version_id, species, stage, mood, equipped }: PreviewLook,
): string {
  const content = JSON.stringify([config_version_id, species, stage, mood, ...equipped]);
  const payload = Buffer.from(content).toString('base64url');
  return `${payload}.${secrets.digest(signed(payload)).slice(0, SIGNATURE_LENGTH)}`;
}

const signed = (payload: string): string => `preview ${payload}`;

/** What the address holds; null where the signature is not one of this server's. */
export function readPreview({ secrets }: Pick<Parts, 'secrets'>, token: string): PreviewLook | null {
  const [payload = '', signature = ''] = token.split('.');
  if (!secrets.digests(signed(payload)).some((digest) => digest.slice(0, SIGNATURE_LENGTH) === signature)) return null;
  const content = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as [
    string,
    string,
    number,
    Mood,
    ...string[],
  ];
  const [config_version_id, species, stage, mood, ...equipped] = content;
  return { config_version_id, species, stage, mood: MOODS.find((one) => one === mood) ?? 'calm', equipped };
}
