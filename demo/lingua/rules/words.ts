import type { Configuration } from 'hatched-buddy/sdk';

/** What Lingua's texts are called in the element's other languages, in this order. */
const LANGUAGES = ['de', 'es', 'fr', 'tr', 'ar', 'ja', 'pt', 'zh'] as const;

const WORDS: Record<string, string> = {
  Vocabulary: 'Wortschatz|Vocabulario|Vocabulaire|Kelime bilgisi|المفردات|語彙|Vocabulário|词汇',
  Grammar: 'Grammatik|Gramática|Grammaire|Dil bilgisi|القواعد|文法|Gramática|语法',
  Listening: 'Hören|Escucha|Écoute|Dinleme|الاستماع|リスニング|Escuta|听力',
  Speaking: 'Sprechen|Habla|Expression orale|Konuşma|التحدث|スピーキング|Fala|口语',
  Reading: 'Lesen|Lectura|Lecture|Okuma|القراءة|リーディング|Leitura|阅读',
  Writing: 'Schreiben|Escritura|Écriture|Yazma|الكتابة|ライティング|Escrita|写作',
  Gems: 'Edelsteine|Gemas|Gemmes|Mücevherler|جواهر|ジェム|Gemas|宝石',
  Experience: 'Erfahrung|Experiencia|Expérience|Deneyim|الخبرة|経験値|Experiência|经验',
  'First lesson':
    'Erste Lektion|Primera lección|Première leçon|İlk ders|الدرس الأول|はじめてのレッスン|Primeira lição|第一课',
  'Every language starts with one.':
    'Jede Sprache beginnt mit einer.|Todo idioma empieza con una.|Toute langue commence par une.|Her dil bir dersle başlar.|كل لغة تبدأ بدرس.|どの言語もここから始まります。|Todo idioma começa com uma.|每门语言都从这里开始。',
  'Twenty lessons':
    'Zwanzig Lektionen|Veinte lecciones|Vingt leçons|Yirmi ders|عشرون درسًا|20レッスン|Vinte lições|二十课',
  'Twenty lessons completed.':
    'Zwanzig Lektionen abgeschlossen.|Veinte lecciones completadas.|Vingt leçons terminées.|Yirmi ders tamamlandı.|اكتمل عشرون درسًا.|20レッスンを終えました。|Vinte lições concluídas.|完成二十课。',
  'Week warrior':
    'Wochenheld|Héroe de la semana|Héros de la semaine|Haftanın kahramanı|بطل الأسبوع|一週間の勇者|Herói da semana|一周勇士',
  'Learned seven days in a row.':
    'Sieben Tage in Folge gelernt.|Siete días seguidos de estudio.|Sept jours d’affilée.|Art arda yedi gün öğrenildi.|سبعة أيام متتالية من التعلم.|7日続けて学びました。|Sete dias seguidos de estudo.|连续学习七天。',
  'Small talk': 'Plauderei|Charla|Bavardage|Sohbet|دردشة|おしゃべり|Bate-papo|闲聊',
  'Five conversations held.':
    'Fünf Gespräche geführt.|Cinco conversaciones.|Cinq conversations menées.|Beş konuşma yapıldı.|خمس محادثات.|5回会話しました。|Cinco conversas.|完成五次对话。',
  Bookworm: 'Leseratte|Ratón de biblioteca|Rat de bibliothèque|Kitap kurdu|دودة كتب|本の虫|Rato de biblioteca|书虫',
  'Ten stories read to the end.':
    'Zehn Geschichten zu Ende gelesen.|Diez historias leídas hasta el final.|Dix histoires lues jusqu’au bout.|On öykü sonuna kadar okundu.|عشر قصص حتى النهاية.|10の物語を最後まで読みました。|Dez histórias lidas até o fim.|读完十个故事。',
  Wordsmith:
    'Wortschmied|Artesano de palabras|Artisan des mots|Söz ustası|صائغ الكلمات|言葉の職人|Artesão das palavras|文字匠人',
  'Vocabulary at level 4.':
    'Wortschatz auf Stufe 4.|Vocabulario en el nivel 4.|Vocabulaire au niveau 4.|Kelime bilgisi 4. seviyede.|المفردات في المستوى 4.|語彙がレベル4。|Vocabulário no nível 4.|词汇达到 4 级。',
  'All-rounder': 'Allrounder|Todoterreno|Polyvalent|Çok yönlü|متعدد المواهب|オールラウンダー|Versátil|多面手',
  'Every skill at level 1 or higher.':
    'Jede Fähigkeit auf Stufe 1 oder höher.|Todas las habilidades en el nivel 1 o más.|Chaque compétence au niveau 1 ou plus.|Her beceri en az 1. seviyede.|كل مهارة في المستوى 1 أو أعلى.|すべてのスキルがレベル1以上。|Todas as habilidades no nível 1 ou mais.|每项技能都达到 1 级以上。',
  'First speech':
    'Erste Rede|Primer discurso|Premier discours|İlk konuşma|الخطاب الأول|はじめてのスピーチ|Primeiro discurso|第一次演讲',
  'Spoke in front of the class. Awarded by a teacher.':
    'Vor der Klasse gesprochen. Von einer Lehrkraft verliehen.|Habló ante la clase. Lo concede un docente.|A parlé devant la classe. Décerné par un enseignant.|Sınıfın önünde konuştu. Öğretmen verir.|تحدث أمام الصف. يمنحه المعلم.|クラスの前で話しました。先生が授与します。|Falou diante da turma. Concedido por um professor.|在全班面前发言。由老师颁发。',
  'Daily lesson':
    'Tägliche Lektion|Lección diaria|Leçon du jour|Günlük ders|الدرس اليومي|毎日のレッスン|Lição diária|每日一课',
  'Weekly conversation':
    'Wöchentliches Gespräch|Conversación semanal|Conversation de la semaine|Haftalık konuşma|محادثة أسبوعية|毎週の会話|Conversa semanal|每周对话',
  Hatchling: 'Küken|Recién nacido|Nouveau-né|Yavru|فرخ|ひよこ|Filhote|幼雏',
  Fledgling: 'Flügge|Volantón|Oisillon|Acemi|ناهض|見習い|Aprendiz|雏鸟',
  Explorer: 'Entdecker|Explorador|Explorateur|Kâşif|مستكشف|探検家|Explorador|探险家',
  Voyager: 'Reisender|Viajero|Voyageur|Gezgin|رحالة|旅人|Viajante|旅行家',
  Elder: 'Weiser|Sabio|Sage|Bilge|حكيم|長老|Sábio|智者',
  'Coins this week':
    'Münzen dieser Woche|Monedas de la semana|Pièces de la semaine|Bu haftanın paraları|عملات هذا الأسبوع|今週のコイン|Moedas da semana|本周金币',
  Lessons: 'Lektionen|Lecciones|Leçons|Dersler|الدروس|レッスン|Lições|课程',
  'Sunny meadow':
    'Sonnige Wiese|Prado soleado|Prairie ensoleillée|Güneşli çayır|مرج مشمس|ひだまりの草原|Prado ensolarado|阳光草地',
  'Cosy room':
    'Gemütliches Zimmer|Cuarto acogedor|Chambre douillette|Sıcacık oda|غرفة دافئة|居心地のよい部屋|Quarto aconchegante|温馨小屋',
  Seaside: 'Am Meer|Orilla del mar|Bord de mer|Deniz kıyısı|شاطئ البحر|海辺|Beira-mar|海边',
  'Starry night':
    'Sternennacht|Noche estrellada|Nuit étoilée|Yıldızlı gece|ليلة مرصعة بالنجوم|星の夜|Noite estrelada|星夜',
  'Floating islands':
    'Schwebende Inseln|Islas flotantes|Îles flottantes|Uçan adalar|جزر عائمة|浮かぶ島々|Ilhas flutuantes|浮空岛',
  'Striped sweater':
    'Ringelpullover|Suéter a rayas|Pull rayé|Çizgili kazak|كنزة مخططة|しましまセーター|Suéter listrado|条纹毛衣',
  Raincoat: 'Regenmantel|Impermeable|Imperméable|Yağmurluk|معطف مطر|レインコート|Capa de chuva|雨衣',
  'Hero cape':
    'Heldenumhang|Capa de héroe|Cape de héros|Kahraman pelerini|عباءة البطل|ヒーローマント|Capa de herói|英雄披风',
  'Knight’s armour':
    'Ritterrüstung|Armadura de caballero|Armure de chevalier|Şövalye zırhı|درع الفارس|騎士のよろい|Armadura de cavaleiro|骑士盔甲',
  Sneakers: 'Turnschuhe|Zapatillas|Baskets|Spor ayakkabı|حذاء رياضي|スニーカー|Tênis|运动鞋',
  'Rain boots': 'Gummistiefel|Botas de lluvia|Bottes de pluie|Yağmur çizmesi|جزمة مطر|長靴|Galochas|雨靴',
  'Rocket boots':
    'Raketenstiefel|Botas cohete|Bottes fusée|Roket çizmeler|جزمة صاروخية|ロケットブーツ|Botas-foguete|火箭靴',
  Balloon: 'Luftballon|Globo|Ballon|Balon|بالون|風船|Balão|气球',
  Storybook: 'Märchenbuch|Libro de cuentos|Livre de contes|Masal kitabı|كتاب قصص|絵本|Livro de histórias|故事书',
  'Magic wand': 'Zauberstab|Varita mágica|Baguette magique|Sihirli değnek|عصا سحرية|魔法のつえ|Varinha mágica|魔法棒',
  'Golden trophy': 'Goldpokal|Trofeo dorado|Trophée doré|Altın kupa|كأس ذهبية|金のトロフィー|Troféu dourado|金奖杯',
  Scarf: 'Schal|Bufanda|Écharpe|Atkı|وشاح|マフラー|Cachecol|围巾',
  'Bow tie': 'Fliege|Pajarita|Nœud papillon|Papyon|ربطة فراشة|蝶ネクタイ|Gravata-borboleta|领结',
  'Champion medal':
    'Siegermedaille|Medalla de campeón|Médaille de champion|Şampiyon madalyası|ميدالية البطل|優勝メダル|Medalha de campeão|冠军奖牌',
  'Round glasses':
    'Runde Brille|Gafas redondas|Lunettes rondes|Yuvarlak gözlük|نظارة مستديرة|丸めがね|Óculos redondos|圆框眼镜',
  Sunglasses: 'Sonnenbrille|Gafas de sol|Lunettes de soleil|Güneş gözlüğü|نظارة شمسية|サングラス|Óculos de sol|太阳镜',
  'Hero mask':
    'Heldenmaske|Antifaz de héroe|Masque de héros|Kahraman maskesi|قناع البطل|ヒーローマスク|Máscara de herói|英雄面具',
  Beanie: 'Mütze|Gorro|Bonnet|Bere|قبعة صوف|ニット帽|Gorro|毛线帽',
  'Cowboy hat':
    'Cowboyhut|Sombrero vaquero|Chapeau de cow-boy|Kovboy şapkası|قبعة راعي البقر|カウボーイハット|Chapéu de caubói|牛仔帽',
  'Graduation cap': 'Doktorhut|Birrete|Toque de diplômé|Mezuniyet kepi|قبعة التخرج|卒業帽|Capelo|学士帽',
  'Wizard hat':
    'Zauberhut|Sombrero de mago|Chapeau de sorcier|Büyücü şapkası|قبعة ساحر|魔法使いの帽子|Chapéu de mago|巫师帽',
  'Golden crown': 'Goldkrone|Corona dorada|Couronne dorée|Altın taç|تاج ذهبي|金の冠|Coroa dourada|金冠',
  Daisy: 'Gänseblümchen|Margarita|Pâquerette|Papatya|زهرة أقحوان|ヒナギク|Margarida|雏菊',
  Bumblebee: 'Hummel|Abejorro|Bourdon|Bombus arısı|نحلة طنانة|マルハナバチ|Mamangava|熊蜂',
  'Shooting star': 'Sternschnuppe|Estrella fugaz|Étoile filante|Kayan yıldız|شهاب|流れ星|Estrela cadente|流星',
};

/** The text in every language that it is known in. */
function inAll(english: string): string | Record<string, string> {
  const others = WORDS[english]?.split('|');
  if (!others) return english;
  return { en: english, ...Object.fromEntries(LANGUAGES.map((language, index) => [language, others[index]!])) };
}

/** The same rules with their labels and descriptions in every language. */
export function inEveryLanguage(rules: Configuration): Configuration {
  const spoken = (entry: object) =>
    Object.fromEntries(
      Object.entries(entry).map(([name, value]: [string, unknown]) => [
        name,
        (name === 'label' || name === 'description') && typeof value === 'string' ? inAll(value) : value,
      ]),
    );
  return Object.fromEntries(
    Object.entries(rules).map(([name, section]) => [name, Array.isArray(section) ? section.map(spoken) : section]),
  ) as Configuration;
}
