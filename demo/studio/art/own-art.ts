import type { Place } from '../../../src/contract/configuration/configuration.ts';
import type { WorkHistory } from '../page/history.ts';
import { UnusablePicture } from '../../../src/art/assets/unusable.ts';
import { changedPlaces, configurationOf, type OwnArt, placeAt, type Reach, type Spot } from './placing.ts';
import { readPicture } from './read-picture.ts';

/** Own art that is being tried on. */
export class OwnArtDesk {
  spot: Spot = { species: 'dragon', stage: 3 };
  reach: Reach = 'everywhere';
  /** Why the last file was not taken. */
  refused = '';
  isOver = false;
  readonly #history: WorkHistory;
  readonly #changed: () => void;
  #turn = 0;

  constructor(history: WorkHistory, changed: () => void) {
    this.#history = history;
    this.#changed = changed;
  }

  get art(): OwnArt {
    return this.#history.now.art;
  }

  readonly take = async (file: File | null | undefined): Promise<void> => {
    if (!file) return;
    const turn = ++this.#turn;
    try {
      const picture = await readPicture(file);
      // Of two files the later one counts, however long each takes to be read.
      if (turn !== this.#turn) return;
      const { art, spot } = this;
      this.refused = '';
      this.set(art.use === 'item' ? { item: picture } : { stages: { ...art.stages, [spot.stage]: picture } });
    } catch (error) {
      if (!(error instanceof UnusablePicture)) throw error;
      if (turn !== this.#turn) return;
      this.refused = error.message;
      this.#changed();
    }
  };

  readonly set = (change: Partial<OwnArt>): void => this.#history.draw(change);

  readonly select = (spot: Spot): void => {
    this.spot = spot;
    this.#changed();
  };

  readonly choose = (reach: Reach): void => {
    this.reach = reach;
    this.#changed();
  };

  readonly hover = (isOver: boolean): void => {
    if (this.isOver === isOver) return;
    this.isOver = isOver;
    this.#changed();
  };

  get place(): Place {
    return placeAt(this.art, this.spot);
  }

  /** At the spot that is chosen, as far as is chosen. */
  readonly move = (change: (place: Place) => Place): void => {
    this.set({ places: changedPlaces(this.art, this.spot, this.reach, change).places });
  };

  readonly moveBack = (): void => this.set({ places: { ...this.art.places, [this.art.use]: [] } });

  get configuration(): string {
    return JSON.stringify(configurationOf(this.art), null, 2);
  }
}
