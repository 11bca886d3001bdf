/** How many deliveries of each endpoint this process has in flight, and how many it may have. */
interface Lanes {
  /** How many more this endpoint has room for. */
  room(endpoint_id: string): number;
  take(endpoint_id: string): void;
  /** One that was taken has ended: with a success, with another answer, or with none. Null: it was aborted. */
  end(endpoint_id: string, how: 'success' | 'answer' | 'silence' | null): void;
  /** How many more may be taken up in all. */
  left(): number;
}

interface Lane {
  inFlight: number;
  most: number;
  /** Time-outs and network errors in a row. */
  silences: number;
}

const SILENCES_IN_A_ROW = 3;

/**
 * `most` for one endpoint and `total` for all. An endpoint that has stopped answering gets one at a time, and one more with
 * each success.
 */
export function createLanes(most: number, total: number): Lanes {
  const lanes = new Map<string, Lane>();
  let all = 0;
  const laneOf = (id: string): Lane => lanes.get(id) ?? { inFlight: 0, most, silences: 0 };

  return {
    room(id) {
      const lane = laneOf(id);
      return Math.max(0, lane.most - lane.inFlight);
    },
    take(id) {
      const lane = laneOf(id);
      lane.inFlight++;
      all++;
      lanes.set(id, lane);
    },
    end(id, how) {
      const lane = laneOf(id);
      lane.inFlight--;
      all--;
      if (how === 'success') lane.most = Math.min(most, lane.most + 1);
      if (how !== null) lane.silences = how === 'silence' ? lane.silences + 1 : 0;
      if (lane.silences >= SILENCES_IN_A_ROW) lane.most = 1;
      if (lane.inFlight === 0 && lane.most === most && lane.silences === 0) lanes.delete(id);
    },
    left: () => Math.max(0, total - all),
  };
}
