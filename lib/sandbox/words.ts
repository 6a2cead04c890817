// Words and patterns from which the sandbox invents titles: plain, singable, and offensive to nobody.
// Used by discography.ts; a title is a function of the random stream alone.
import { pick, type Random } from "./random";

const list = (words: string) => words.split(/\s*,\s*/).filter(Boolean);

const ADJECTIVES = list(
  `Slow, Silver, Quiet, Golden, Broken, Northern, Paper, Electric, Distant, Early, Hollow, Velvet, Second, Borrowed,
  Bright, Little, Open, Hidden, Restless, Patient, Burning, Blue, Green, Amber, Wild, Simple, Empty, Long, Last, First,
  Half, Holy, Common, Ordinary, Perfect, Tender, Sudden, Foreign, Familiar, Salt, Winter, Summer, Midnight, Neon`,
);
const NOUNS = list(
  `River, Harbour, Window, Garden, Station, Mirror, Lantern, Signal, Garage, Orchard, Avenue, Ceiling, Engine, Island,
  Letter, Machine, Moon, Mountain, Ocean, Parade, Photograph, Radio, Satellite, Shadow, Street, Telephone, Thunder, Tower,
  Tunnel, Valley, Weather, Wire, Horizon, Anchor, Bridge, Candle, Compass, Curtain, Diamond, Feather, Fountain, Highway,
  Kitchen, Ladder, Meadow, Needle, Postcard, Sparrow, Staircase, Suitcase, Timber, Umbrella, Voltage, Wheel, Field, Fire`,
);
const PLURALS = list(
  `Lights, Rivers, Windows, Letters, Wires, Shadows, Strangers, Rooms, Seasons, Engines, Flowers, Feathers, Waves, Roads,
  Birds, Stars, Bridges, Hours, Colours, Promises, Mornings, Photographs, Satellites, Neighbours, Horses, Clouds, Hands`,
);
const PLACES = list(
  `Lisbon, Oslo, Montreal, Kyoto, Marseille, Glasgow, Valparaíso, Trieste, Memphis, Tangier, Helsinki, Naples, Havana,
  Dakar, Bergen, Rotterdam, Odessa, Santa Fe, Detroit, Porto, the Coast, the Border, the Valley, the North, the Islands`,
);
const TIMES = list(
  `Monday, Tuesday, Thursday, Sunday Morning, Midnight, Four A.M., Noon, September, November, February, April, the Evening,
  the Weekend, Summer, the First Snow, Daybreak`,
);
const VERBS = list(
  `Waiting, Running, Falling, Dreaming, Driving, Dancing, Sleeping, Drifting, Walking, Burning, Singing, Leaving, Floating,
  Counting, Painting, Learning, Turning, Crossing, Building, Breathing`,
);
const VERB_ENDS = list(
  `Away, Home, in Circles, for You, to the Sea, Again, Out Loud, Backwards, on Wires, Through Walls, Under Water, All Night,
  by Heart, Without a Map, in the Rain, Towards the Sun`,
);
const COMMANDS = list(
  `Hold On, Let It Turn, Call Me Later, Come Down Slowly, Leave the Light On, Don't Look Back, Say It Twice, Keep the Change,
  Stay a While, Carry Me Over, Tell the Others, Mind the Step, Turn the Page, Give It Time, Meet Me Halfway, Start Again`,
);
const SINGLE = list(
  `Afterglow, Ballast, Cinder, Driftwood, Ember, Fathom, Gravity, Halogen, Inertia, Juniper, Kerosene, Lullaby, Meridian,
  Nocturne, Overture, Parallax, Quartz, Resonance, Silhouette, Tremolo, Undertow, Vertigo, Wanderlust, Zenith, Cascade,
  Equinox, Fortune, Horizon, Mosaic, Solstice, Transit, Tungsten, Umbra, Vapour, Marble, Static, Halcyon, Indigo`,
);
const NUMBERS = list("Two, Three, Seven, Nine, Eleven, Twelve, Seventeen, Forty, a Hundred, a Thousand");

const PATTERNS: readonly ((random: Random) => string)[] = [
  (random) => `${pick(random, ADJECTIVES)} ${pick(random, NOUNS)}`,
  (random) => `${pick(random, ADJECTIVES)} ${pick(random, PLURALS)}`,
  (random) => `The ${pick(random, NOUNS)}`,
  (random) => `${pick(random, VERBS)} ${pick(random, VERB_ENDS)}`,
  (random) => pick(random, COMMANDS),
  (random) => pick(random, SINGLE),
  (random) => `${pick(random, PLURALS)} in ${pick(random, PLACES)}`,
  (random) => `${pick(random, NOUNS)} Song`,
  (random) => `${pick(random, PLURALS)} of ${pick(random, TIMES)}`,
  (random) => capitalised(`${pick(random, NUMBERS)} ${pick(random, PLURALS)}`),
  (random) => `${pick(random, ADJECTIVES)} ${pick(random, TIMES).replace(/^the /, "")}`,
  (random) => `A ${pick(random, NOUNS)} for ${pick(random, TIMES)}`.replace(/^A ([AEIOU])/, "An $1"),
];

/** A song title of one to five words. */
export function inventTitle(random: Random): string {
  return pick(random, PATTERNS)(random);
}

/** An album title: shorter and drier than a song's. */
export function inventAlbumTitle(random: Random): string {
  const roll = random();
  if (roll < 0.35) return pick(random, SINGLE);
  if (roll < 0.7) return `${pick(random, ADJECTIVES)} ${pick(random, PLURALS)}`;
  return `The ${pick(random, ADJECTIVES)} ${pick(random, NOUNS)}`;
}

/** Where a live recording or a remix comes from. */
export function inventPlace(random: Random): string {
  return pick(random, PLACES).replace(/^the /, "The ");
}

export function inventRemixer(random: Random): string {
  return pick(random, SINGLE);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
