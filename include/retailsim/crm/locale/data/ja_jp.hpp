#pragma once

#include <retailsim/crm/locale/locale.hpp>

/// People, places and companies of Japan.
/// Family names: bearers in thousands by the estimate of Myoji-Yurai Net as listed at Wikipedia (popular-names-by-
/// country data set, 2022), one reading for each; shares agree with Meiji Yasuda Life's survey of 6.55 million policy
/// holders, 2018. Given names: Meiji Yasuda Life, Umare-doshi betsu namae best 10 (names by year of birth), years
/// 1955 to 1995; order by how long a name was among the ten and weights are approximate, the reading is the most
/// usual one.
/// Latin forms are Hepburn without macrons, as passports have them. Languages: Japanese but for some (Statistics
/// Bureau, census 2020, nationality); second languages approximate. Cities: Statistics Bureau, census 2020,
/// thousands. Telephone: the local office code, which follows the area code, begins with 2 to 9, 0 is the trunk
/// prefix (Ministry of Internal Affairs and Communications, Telecommunications Numbering Plan, 2019): numbers with 0
/// in its place cannot be given out, 10^7 in cities of one-digit, 10^6 of two-digit area codes.
namespace retailsim::crm::locale_data::ja_jp {

inline constexpr Language languages[] = {{"ja", "Japanese", 975, 900}, {"en", "English", 3, 120},
                                         {"zh", "Chinese", 8, 10},     {"ko", "Korean", 3, 5},
                                         {"vi", "Vietnamese", 4, 0},   {"pt", "Portuguese", 2, 0}};

inline constexpr Name female_names[] = {
    {"恵子", 520, "Keiko"},     {"久美子", 473, "Kumiko"}, {"由美子", 448, "Yumiko"}, {"明美", 431, "Akemi"},
    {"直美", 418, "Naomi"},     {"智子", 407, "Tomoko"},   {"陽子", 399, "Yoko"},     {"裕子", 392, "Yuko"},
    {"真由美", 385, "Mayumi"},  {"幸子", 380, "Sachiko"},  {"和子", 362, "Kazuko"},   {"洋子", 347, "Hiroko"},
    {"美香", 334, "Mika"},      {"純子", 321, "Junko"},    {"香織", 311, "Kaori"},    {"愛", 301, "Ai"},
    {"恵", 292, "Megumi"},      {"由美", 284, "Yumi"},     {"美穂", 276, "Miho"},     {"優子", 269, "Yuko"},
    {"京子", 263, "Kyoko"},     {"恵美", 257, "Emi"},      {"裕美", 251, "Hiromi"},   {"由紀子", 246, "Yukiko"},
    {"麻衣", 241, "Mai"},       {"典子", 236, "Noriko"},   {"美紀", 232, "Miki"},     {"美和", 228, "Miwa"},
    {"加奈子", 224, "Kanako"},  {"美咲", 220, "Misaki"},   {"彩", 213, "Aya"},        {"めぐみ", 206, "Megumi"},
    {"まゆみ", 200, "Mayumi"},  {"理恵", 194, "Rie"},      {"千春", 189, "Chiharu"},  {"麻美", 183, "Asami"},
    {"舞", 178, "Mai"},         {"愛美", 174, "Manami"},   {"奈緒", 169, "Nao"},      {"奈美", 165, "Nami"},
    {"里美", 161, "Satomi"},    {"亜希子", 157, "Akiko"},  {"弘子", 153, "Hiroko"},   {"悦子", 150, "Etsuko"},
    {"節子", 147, "Setsuko"},   {"良子", 143, "Yoshiko"},  {"文子", 140, "Fumiko"},   {"敏子", 138, "Toshiko"},
    {"美智子", 135, "Michiko"}, {"千恵子", 132, "Chieko"}, {"景子", 129, "Keiko"},    {"順子", 127, "Junko"},
    {"貴子", 125, "Takako"},    {"美樹", 122, "Miki"},     {"祐子", 120, "Yuko"},     {"友美", 118, "Tomomi"},
    {"沙織", 116, "Saori"},     {"瞳", 114, "Hitomi"},     {"彩香", 112, "Ayaka"},    {"千尋", 110, "Chihiro"},
    {"早紀", 107, "Saki"},      {"未来", 105, "Miku"},     {"遥", 102, "Haruka"},     {"葵", 100, "Aoi"},
    {"さくら", 97, "Sakura"},   {"七海", 95, "Nanami"},    {"美優", 93, "Miyu"},      {"萌", 91, "Moe"},
    {"桃子", 89, "Momoko"},     {"綾", 87, "Aya"},         {"綾香", 85, "Ayaka"},     {"佳奈", 83, "Kana"},
    {"真理子", 81, "Mariko"},   {"真紀", 80, "Maki"},      {"今日子", 78, "Kyoko"},   {"聡子", 76, "Satoko"},
    {"朋子", 75, "Tomoko"},     {"百合子", 73, "Yuriko"},  {"礼子", 72, "Reiko"},     {"玲子", 71, "Reiko"},
    {"律子", 69, "Ritsuko"},    {"光子", 68, "Mitsuko"},   {"孝子", 67, "Takako"},    {"道子", 65, "Michiko"},
    {"正子", 64, "Masako"},     {"初美", 63, "Hatsumi"},   {"弥生", 62, "Yayoi"},     {"さやか", 61, "Sayaka"},
    {"あゆみ", 60, "Ayumi"},    {"みゆき", 59, "Miyuki"},  {"由香", 58, "Yuka"},      {"由佳", 57, "Yuka"},
    {"千佳", 56, "Chika"},      {"留美", 55, "Rumi"},      {"奈々", 54, "Nana"},      {"菜摘", 53, "Natsumi"},
    {"夏美", 52, "Natsumi"},    {"楓", 52, "Kaede"},       {"凛", 51, "Rin"},         {"結衣", 50, "Yui"}};

inline constexpr Name male_names[] = {
    {"誠", 560, "Makoto"},     {"浩", 506, "Hiroshi"},    {"健一", 477, "Kenichi"},  {"大輔", 457, "Daisuke"},
    {"和彦", 443, "Kazuhiko"}, {"浩一", 431, "Koichi"},   {"哲也", 421, "Tetsuya"},  {"直樹", 413, "Naoki"},
    {"健太", 406, "Kenta"},    {"達也", 400, "Tatsuya"},  {"隆", 381, "Takashi"},    {"学", 365, "Manabu"},
    {"修", 350, "Osamu"},      {"剛", 338, "Tsuyoshi"},   {"徹", 326, "Toru"},       {"聡", 316, "Satoshi"},
    {"翔太", 306, "Shota"},    {"拓也", 297, "Takuya"},   {"健", 289, "Ken"},        {"和也", 282, "Kazuya"},
    {"亮", 275, "Ryo"},        {"博", 269, "Hiroshi"},    {"明", 263, "Akira"},      {"茂", 257, "Shigeru"},
    {"豊", 252, "Yutaka"},     {"勝", 247, "Masaru"},     {"進", 243, "Susumu"},     {"実", 238, "Minoru"},
    {"正", 234, "Tadashi"},    {"清", 230, "Kiyoshi"},    {"裕之", 222, "Hiroyuki"}, {"博之", 215, "Hiroyuki"},
    {"英樹", 208, "Hideki"},   {"英之", 201, "Hideyuki"}, {"隆志", 195, "Takashi"},  {"孝", 189, "Takashi"},
    {"浩二", 184, "Koji"},     {"健二", 179, "Kenji"},    {"真一", 174, "Shinichi"}, {"洋平", 169, "Yohei"},
    {"翔", 165, "Sho"},        {"大樹", 161, "Daiki"},    {"直人", 157, "Naoto"},    {"雄太", 153, "Yuta"},
    {"裕太", 149, "Yuta"},     {"祐介", 146, "Yusuke"},   {"裕介", 143, "Yusuke"},   {"雄介", 139, "Yusuke"},
    {"洋介", 136, "Yosuke"},   {"慎也", 134, "Shinya"},   {"智也", 131, "Tomoya"},   {"竜也", 128, "Tatsuya"},
    {"隆之", 126, "Takayuki"}, {"貴之", 123, "Takayuki"}, {"正樹", 121, "Masaki"},   {"雅人", 118, "Masato"},
    {"秀樹", 116, "Hideki"},   {"秀明", 114, "Hideaki"},  {"俊介", 112, "Shunsuke"}, {"俊之", 110, "Toshiyuki"},
    {"淳", 107, "Jun"},        {"純一", 105, "Junichi"},  {"淳一", 102, "Junichi"},  {"潤", 100, "Jun"},
    {"光", 97, "Hikaru"},      {"優", 95, "Yu"},          {"大地", 93, "Daichi"},    {"拓海", 91, "Takumi"},
    {"蓮", 89, "Ren"},         {"陸", 87, "Riku"},        {"駿", 85, "Shun"},        {"涼", 83, "Ryo"},
    {"翼", 81, "Tsubasa"},     {"海斗", 80, "Kaito"},     {"悠斗", 78, "Yuto"},      {"悠太", 76, "Yuta"},
    {"颯太", 75, "Sota"},      {"大翔", 73, "Hiroto"},    {"直也", 72, "Naoya"},     {"恭平", 71, "Kyohei"},
    {"康平", 69, "Kohei"},     {"航", 68, "Wataru"},      {"圭介", 67, "Keisuke"},   {"啓介", 65, "Keisuke"},
    {"信也", 64, "Shinya"},    {"伸一", 63, "Shinichi"},  {"幸一", 62, "Koichi"},    {"孝之", 61, "Takayuki"},
    {"敏", 60, "Satoshi"},     {"利夫", 59, "Toshio"},    {"幸雄", 58, "Yukio"},     {"和夫", 57, "Kazuo"},
    {"正雄", 56, "Masao"},     {"昭", 55, "Akira"},       {"弘", 54, "Hiroshi"},     {"勉", 53, "Tsutomu"},
    {"武", 52, "Takeshi"},     {"稔", 52, "Minoru"},      {"昇", 51, "Noboru"},      {"治", 50, "Osamu"}};

inline constexpr Name family_names[] = {
    {"佐藤", 1'990, "Sato"},     {"鈴木", 1'900, "Suzuki"},  {"高橋", 1'470, "Takahashi"}, {"田中", 1'340, "Tanaka"},
    {"渡辺", 1'200, "Watanabe"}, {"伊藤", 1'150, "Ito"},     {"中村", 1'080, "Nakamura"},  {"小林", 1'060, "Kobayashi"},
    {"山本", 1'020, "Yamamoto"}, {"加藤", 920, "Kato"},      {"吉田", 850, "Yoshida"},     {"山田", 820, "Yamada"},
    {"佐々木", 710, "Sasaki"},   {"山口", 640, "Yamaguchi"}, {"松本", 630, "Matsumoto"},   {"井上", 600, "Inoue"},
    {"木村", 580, "Kimura"},     {"清水", 560, "Shimizu"},   {"林", 550, "Hayashi"},       {"斉藤", 530, "Saito"},
    {"斎藤", 520, "Saito"},      {"山崎", 490, "Yamazaki"},  {"中島", 480, "Nakajima"},    {"森", 470, "Mori"},
    {"阿部", 470, "Abe"},        {"池田", 450, "Ikeda"},     {"橋本", 450, "Hashimoto"},   {"石川", 440, "Ishikawa"},
    {"山下", 410, "Yamashita"},  {"小川", 410, "Ogawa"},     {"石井", 400, "Ishii"},       {"長谷川", 390, "Hasegawa"},
    {"後藤", 390, "Goto"},       {"岡田", 380, "Okada"},     {"近藤", 370, "Kondo"},       {"前田", 370, "Maeda"},
    {"藤田", 370, "Fujita"},     {"遠藤", 360, "Endo"},      {"青木", 350, "Aoki"},        {"坂本", 350, "Sakamoto"},
    {"村上", 340, "Murakami"},   {"太田", 320, "Ota"},       {"金子", 310, "Kaneko"},      {"藤井", 310, "Fujii"},
    {"福田", 300, "Fukuda"},     {"西村", 300, "Nishimura"}, {"三浦", 300, "Miura"},       {"竹内", 290, "Takeuchi"},
    {"中川", 290, "Nakagawa"},   {"岡本", 290, "Okamoto"},   {"松田", 290, "Matsuda"},     {"原田", 290, "Harada"},
    {"中野", 290, "Nakano"},     {"小野", 280, "Ono"},       {"田村", 280, "Tamura"},      {"藤原", 270, "Fujiwara"},
    {"中山", 270, "Nakayama"},   {"石田", 270, "Ishida"},    {"小島", 260, "Kojima"},      {"和田", 260, "Wada"},
    {"森田", 250, "Morita"},     {"内田", 250, "Uchida"},    {"柴田", 250, "Shibata"},     {"酒井", 240, "Sakai"},
    {"原", 240, "Hara"},         {"高木", 240, "Takagi"},    {"横山", 240, "Yokoyama"},    {"安藤", 240, "Ando"},
    {"宮崎", 240, "Miyazaki"},   {"上田", 240, "Ueda"},      {"島田", 230, "Shimada"},     {"工藤", 230, "Kudo"},
    {"大野", 220, "Ono"},        {"宮本", 220, "Miyamoto"},  {"杉山", 220, "Sugiyama"},    {"今井", 220, "Imai"},
    {"丸山", 210, "Maruyama"},   {"増田", 210, "Masuda"},    {"高田", 210, "Takada"},      {"村田", 210, "Murata"},
    {"平野", 210, "Hirano"},     {"大塚", 210, "Otsuka"},    {"菅原", 210, "Sugawara"},    {"武田", 200, "Takeda"},
    {"新井", 200, "Arai"},       {"小山", 200, "Koyama"},    {"野口", 200, "Noguchi"},     {"桜井", 200, "Sakurai"},
    {"千葉", 200, "Chiba"},      {"岩崎", 200, "Iwasaki"},   {"佐野", 200, "Sano"},        {"谷口", 200, "Taniguchi"},
    {"上野", 200, "Ueno"},       {"松井", 190, "Matsui"},    {"河野", 190, "Kono"},        {"市川", 190, "Ichikawa"},
    {"渡部", 190, "Watanabe"},   {"野村", 180, "Nomura"},    {"菊地", 180, "Kikuchi"},     {"木下", 180, "Kinoshita"}};

inline constexpr City cities[] = {{"東京", 9'733, "Asia/Tokyo", {"+81 3 0### ####", "03-0###-####"}, "Tokyo"},
                                  {"横浜", 3'777, "Asia/Tokyo", {"+81 45 0## ####", "045-0##-####"}, "Yokohama"},
                                  {"大阪", 2'752, "Asia/Tokyo", {"+81 6 0### ####", "06-0###-####"}, "Osaka"},
                                  {"名古屋", 2'332, "Asia/Tokyo", {"+81 52 0## ####", "052-0##-####"}, "Nagoya"},
                                  {"札幌", 1'973, "Asia/Tokyo", {"+81 11 0## ####", "011-0##-####"}, "Sapporo"},
                                  {"福岡", 1'612, "Asia/Tokyo", {"+81 92 0## ####", "092-0##-####"}, "Fukuoka"},
                                  {"川崎", 1'538, "Asia/Tokyo", {"+81 44 0## ####", "044-0##-####"}, "Kawasaki"},
                                  {"神戸", 1'525, "Asia/Tokyo", {"+81 78 0## ####", "078-0##-####"}, "Kobe"},
                                  {"京都", 1'464, "Asia/Tokyo", {"+81 75 0## ####", "075-0##-####"}, "Kyoto"},
                                  {"さいたま", 1'324, "Asia/Tokyo", {"+81 48 0## ####", "048-0##-####"}, "Saitama"},
                                  {"広島", 1'201, "Asia/Tokyo", {"+81 82 0## ####", "082-0##-####"}, "Hiroshima"},
                                  {"仙台", 1'097, "Asia/Tokyo", {"+81 22 0## ####", "022-0##-####"}, "Sendai"},
                                  {"千葉", 975, "Asia/Tokyo", {"+81 43 0## ####", "043-0##-####"}, "Chiba"},
                                  {"新潟", 790, "Asia/Tokyo", {"+81 25 0## ####", "025-0##-####"}, "Niigata"},
                                  {"浜松", 791, "Asia/Tokyo", {"+81 53 0## ####", "053-0##-####"}, "Hamamatsu"},
                                  {"熊本", 739, "Asia/Tokyo", {"+81 96 0## ####", "096-0##-####"}, "Kumamoto"},
                                  {"岡山", 725, "Asia/Tokyo", {"+81 86 0## ####", "086-0##-####"}, "Okayama"},
                                  {"静岡", 693, "Asia/Tokyo", {"+81 54 0## ####", "054-0##-####"}, "Shizuoka"},
                                  {"鹿児島", 593, "Asia/Tokyo", {"+81 99 0## ####", "099-0##-####"}, "Kagoshima"},
                                  {"金沢", 463, "Asia/Tokyo", {"+81 76 0## ####", "076-0##-####"}, "Kanazawa"},
                                  {"長崎", 409, "Asia/Tokyo", {"+81 95 0## ####", "095-0##-####"}, "Nagasaki"},
                                  {"那覇", 318, "Asia/Tokyo", {"+81 98 0## ####", "098-0##-####"}, "Naha"}};

inline constexpr LegalForm legal_forms[] = {
    {"株式会社", 82, "K.K."}, {"合同会社", 12, "G.K."}, {"有限会社", 6, "Y.K."}};

inline constexpr Locale locale = {
    .id = "ja_JP",
    .country_code = "JP",
    .country = "Japan",
    .nationality = "Japanese",
    .currency = "JPY",
    .weight = 4'213,
    .languages = languages,
    .female_names = female_names,
    .male_names = male_names,
    .family_names = family_names,
    .cities = cities,
    .legal_forms = legal_forms,
    .industry_words = {"ソフト", "工業", "物流", "商事", "医療", "金融", "電力", "建設", "食品", "総研", "教育",
                       "メディア", "通信", "農産", "自動車", "ホテル"},
    .family_name_first = true,
    .native_script = true,
    .katakana_companies = true,
};

}  // namespace retailsim::crm::locale_data::ja_jp
