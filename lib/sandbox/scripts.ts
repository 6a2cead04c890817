// Titles in other scripts, for artists who write their name in one: a page must set them from the right as well.
// Used by discography.ts beside words.ts.
import { pick, type Random } from "./random";

const list = (words: string) => words.split(/\s*,\s*/).filter(Boolean);

/** What is sung of, and where or when: each pair is a title. */
const TITLES = {
  arabic: {
    letters: /\p{Script=Arabic}/u,
    of: list("ليل, قمر, شارع, نافذة, رسالة, أغنية, حكاية, مطر, وردة, قهوة, صورة قديمة, طريق طويل"),
    at: list("في بيروت, على البحر, بعد المطر, قبل الفجر, بلا عنوان, من بعيد, يا حبيبي, حتى الصباح"),
  },
  hebrew: {
    letters: /\p{Script=Hebrew}/u,
    of: list("לילה, ירח, רחוב, חלון, מכתב, שיר, סיפור, גשם, פרח, קפה, תמונה ישנה, דרך ארוכה"),
    at: list("בתל אביב, על שפת הים, אחרי הגשם, לפני הזריחה, בלי כתובת, מרחוק, אהובתי, עד הבוקר"),
  },
  cyrillic: {
    letters: /\p{Script=Cyrillic}/u,
    of: list(
      "Ночь, Луна, Улица, Окно, Письмо, Песня, История, Дождь, Цветок, Кофе, Старый снимок, Долгая дорога",
    ),
    at: list("над городом, у моря, после дождя, до рассвета, без адреса, издалека, для тебя, до самого утра"),
  },
} as const;

export type Script = keyof typeof TITLES;

const SCRIPTS = ["arabic", "hebrew", "cyrillic"] as const satisfies readonly Script[];

/** The script among an artist's names, `undefined` for Latin alone. */
export const scriptOf = (names: string): Script | undefined =>
  SCRIPTS.find((script) => TITLES[script].letters.test(names));

/** A title in that script. */
export const inventTitleIn = (random: Random, script: Script): string =>
  `${pick(random, TITLES[script].of)} ${pick(random, TITLES[script].at)}`;
