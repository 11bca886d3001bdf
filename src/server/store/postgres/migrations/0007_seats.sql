-- Events that have warmed an egg.
ALTER TABLE eggs ADD COLUMN warmth bigint NOT NULL DEFAULT 0;
-- A session may be for a seat, whichever buddy is in it, and may be limited to some types of event.
ALTER TABLE widget_sessions ADD COLUMN audience text;
ALTER TABLE widget_sessions ADD COLUMN event_types text;
-- The row of a seat knows the egg that lies in it; a seat with an egg has a row.
INSERT INTO buddies (buddy_id, customer_id, mode, user_id, audience, status, name, species, version, picture_alt,
    picture_mood, appearance_status, created_at, updated_at, state)
  SELECT 'buddy_' || substr(egg_id, 5), customer_id, mode, user_id, audience, 'unhatched', '', '', 0, '',
    'calm', 'ready', created_at, updated_at, '{"purses":{},"skills":{},"events":{},"streaks":{},"badges":{},"items":{},"equipped":[],"stage":1,"evolution_told":1,"milestone_at":null,"zones":[]}'
  FROM eggs WHERE status IN ('waiting', 'ready') AND NOT EXISTS (
    SELECT 1 FROM buddies b WHERE b.customer_id = eggs.customer_id AND b.mode = eggs.mode
      AND b.user_id = eggs.user_id AND b.audience = eggs.audience AND b.status <> 'archived');
UPDATE buddies SET egg_id = (
    SELECT egg_id FROM eggs WHERE eggs.customer_id = buddies.customer_id AND eggs.mode = buddies.mode
      AND eggs.user_id = buddies.user_id AND eggs.audience = buddies.audience AND eggs.status IN ('waiting', 'ready'))
  WHERE status = 'unhatched';
