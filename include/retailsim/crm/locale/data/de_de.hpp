#pragma once

#include <retailsim/crm/locale/locale.hpp>

/// People, places and companies of Germany.
/// Family names: telephone connections in thousands, Digitales Familiennamenwörterbuch Deutschlands, Akademie der
/// Wissenschaften und der Literatur Mainz, 2018; as published for the first ten, order and weights approximate
/// beyond. Given names: there is no official count; order and weights approximate, after the lists of the
/// Gesellschaft für deutsche Sprache and of K. Bielefeld (beliebte-vornamen.de) for the years of birth 1957 to 1997.
/// Languages: Mikrozensus 2021; second languages: Eurobarometer 386, 2012. Cities: Statistisches Bundesamt, 2022,
/// thousands. Telephone: Bundesnetzagentur, Rufnummern für Medienproduktionen (Mitteilung 148/2021, Amtsblatt
/// 7/2021): 1,000 numbers in each of five cities, two hundreds of mobile numbers.
namespace retailsim::crm::locale_data::de_de {

inline constexpr Language languages[] = {
    {"de", "German", 830, 950}, {"en", "English", 15, 560}, {"fr", "French", 3, 140}, {"ru", "Russian", 25, 40},
    {"tr", "Turkish", 28, 0},   {"pl", "Polish", 17, 0},    {"ar", "Arabic", 18, 0},  {"it", "Italian", 8, 0}};

inline constexpr Name female_names[] = {
    {"Sabine", 620},  {"Susanne", 563},   {"Petra", 532},     {"Andrea", 511},     {"Claudia", 496},
    {"Birgit", 483},  {"Stefanie", 473},  {"Nicole", 464},    {"Anna", 457},       {"Julia", 450},
    {"Monika", 433},  {"Katharina", 418}, {"Martina", 405},   {"Gabriele", 393},   {"Christine", 383},
    {"Sandra", 373},  {"Angelika", 364},  {"Silke", 356},     {"Anja", 348},       {"Kerstin", 341},
    {"Heike", 334},   {"Sabrina", 328},   {"Christina", 323}, {"Melanie", 317},    {"Tanja", 312},
    {"Karin", 307},   {"Sarah", 302},     {"Laura", 298},     {"Barbara", 294},    {"Daniela", 290},
    {"Katrin", 281},  {"Ulrike", 273},    {"Lisa", 265},      {"Manuela", 257},    {"Simone", 250},
    {"Nadine", 244},  {"Brigitte", 238},  {"Maria", 232},     {"Jana", 226},       {"Renate", 221},
    {"Kathrin", 215}, {"Franziska", 211}, {"Anke", 206},      {"Annette", 201},    {"Ute", 197},
    {"Eva", 193},     {"Cornelia", 189},  {"Vanessa", 185},   {"Jennifer", 182},   {"Michaela", 178},
    {"Elke", 175},    {"Antje", 172},     {"Jessica", 169},   {"Silvia", 166},     {"Sonja", 163},
    {"Yvonne", 160},  {"Johanna", 157},   {"Doris", 155},     {"Lena", 152},       {"Bettina", 150},
    {"Marion", 146},  {"Anne", 142},      {"Carolin", 138},   {"Anne-Marie", 135}, {"Beate", 132},
    {"Regina", 128},  {"Astrid", 125},    {"Heidi", 122},     {"Ines", 119},       {"Jasmin", 117},
    {"Marie", 114},   {"Elisabeth", 111}, {"Alexandra", 109}, {"Miriam", 106},     {"Ursula", 104},
    {"Bianca", 102},  {"Verena", 100},    {"Hannah", 98},     {"Theresa", 96},     {"Vera", 94},
    {"Iris", 92},     {"Cordula", 90},    {"Gisela", 88},     {"Judith", 86},      {"Svenja", 85},
    {"Tina", 83},     {"Lea", 82},        {"Inge", 80},       {"Sophie", 79},      {"Ramona", 77},
    {"Dagmar", 76},   {"Margit", 75},     {"Carmen", 73},     {"Maike", 72},       {"Elena", 71},
    {"Nina", 69},     {"Isabel", 68},     {"Ingrid", 67},     {"Helga", 66},       {"Roswitha", 65}};

inline constexpr Name male_names[] = {
    {"Thomas", 850},    {"Michael", 716},    {"Andreas", 647},  {"Stefan", 603},    {"Peter", 570},
    {"Christian", 545}, {"Wolfgang", 524},   {"Klaus", 507},    {"Jürgen", 493},    {"Frank", 480},
    {"Martin", 459},    {"Markus", 441},     {"Daniel", 426},   {"Alexander", 411}, {"Matthias", 399},
    {"Uwe", 387},       {"Ralf", 376},       {"Bernd", 367},    {"Jan", 358},       {"Sebastian", 349},
    {"Tobias", 342},    {"Florian", 334},    {"Jörg", 328},     {"Jens", 321},      {"Dirk", 315},
    {"Hans", 310},      {"Manfred", 304},    {"Dieter", 299},   {"Torsten", 295},   {"Holger", 290},
    {"Philipp", 281},   {"Patrick", 273},    {"Oliver", 265},   {"Marcel", 257},    {"Kai", 250},
    {"Sven", 244},      {"Dennis", 238},     {"Marco", 232},    {"Werner", 226},    {"Karl", 221},
    {"Felix", 215},     {"Lukas", 211},      {"Dominik", 206},  {"Rainer", 201},    {"Heinz", 197},
    {"Günter", 193},    {"Carsten", 189},    {"Volker", 185},   {"Norbert", 182},   {"Joachim", 178},
    {"Robert", 175},    {"Simon", 172},      {"Benjamin", 169}, {"Johannes", 166},  {"Maximilian", 163},
    {"Fabian", 160},    {"Reinhard", 157},   {"Steffen", 155},  {"Tim", 152},       {"Kevin", 150},
    {"Nico", 146},      {"Helmut", 141},     {"Mario", 137},    {"Gerhard", 134},   {"Marc", 130},
    {"Timo", 126},      {"Björn", 123},      {"Gerd", 120},     {"Axel", 117},      {"Lars", 114},
    {"Horst", 111},     {"David", 108},      {"Paul", 106},     {"Jonas", 103},     {"Roland", 101},
    {"Walter", 98},     {"Hans-Jürgen", 96}, {"Georg", 94},     {"Josef", 92},      {"Karl-Heinz", 90},
    {"Bernhard", 88},   {"Detlef", 86},      {"Christoph", 84}, {"Heiko", 82},      {"Olaf", 80},
    {"Guido", 79},      {"Henning", 77},     {"Moritz", 75},    {"Rüdiger", 74},    {"Nils", 72},
    {"Julian", 71},     {"René", 70},        {"Erik", 68},      {"Leon", 67},       {"Kurt", 66},
    {"Ulrich", 65},     {"Mehmet", 63},      {"Jakob", 62},     {"Armin", 61},      {"Achim", 60}};

inline constexpr Name family_names[] = {
    {"Müller", 256}, {"Schmidt", 191},   {"Schneider", 116}, {"Fischer", 98},   {"Weber", 86},      {"Meyer", 84},
    {"Wagner", 80},  {"Becker", 74},     {"Schulz", 74},     {"Hoffmann", 71},  {"Schäfer", 67},    {"Koch", 63},
    {"Bauer", 60},   {"Richter", 58},    {"Klein", 55},      {"Wolf", 53},      {"Schröder", 51},   {"Neumann", 49},
    {"Schwarz", 48}, {"Zimmermann", 46}, {"Braun", 45},      {"Krüger", 44},    {"Hofmann", 42},    {"Hartmann", 41},
    {"Lange", 40},   {"Schmitt", 39},    {"Werner", 39},     {"Schmitz", 38},   {"Krause", 37},     {"Meier", 36},
    {"Lehmann", 36}, {"Schmid", 35},     {"Schulze", 34},    {"Maier", 34},     {"Köhler", 33},     {"Herrmann", 33},
    {"König", 32},   {"Walter", 32},     {"Mayer", 31},      {"Huber", 31},     {"Kaiser", 30},     {"Fuchs", 30},
    {"Peters", 29},  {"Lang", 29},       {"Scholz", 29},     {"Möller", 28},    {"Weiß", 28},       {"Jung", 28},
    {"Hahn", 27},    {"Schubert", 27},   {"Vogel", 27},      {"Friedrich", 26}, {"Keller", 26},     {"Günther", 25},
    {"Frank", 25},   {"Berger", 25},     {"Winkler", 24},    {"Roth", 24},      {"Beck", 24},       {"Lorenz", 24},
    {"Baumann", 23}, {"Franke", 23},     {"Albrecht", 23},   {"Schuster", 22},  {"Simon", 22},      {"Ludwig", 22},
    {"Böhm", 22},    {"Winter", 21},     {"Kraus", 21},      {"Martin", 21},    {"Schumacher", 21}, {"Krämer", 21},
    {"Vogt", 20},    {"Stein", 20},      {"Jäger", 20},      {"Otto", 20},      {"Sommer", 19},     {"Groß", 19},
    {"Seidel", 19},  {"Heinrich", 19},   {"Brandt", 19},     {"Haas", 19},      {"Schreiber", 18},  {"Graf", 18},
    {"Schulte", 18}, {"Dietrich", 18},   {"Ziegler", 18},    {"Kuhn", 18},      {"Kühn", 17},       {"Pohl", 17},
    {"Engel", 17},   {"Horn", 17},       {"Busch", 17},      {"Bergmann", 17},  {"Thomas", 17},     {"Voigt", 17},
    {"Sauer", 16},   {"Arnold", 16},     {"Wolff", 16},      {"Pfeiffer", 16},  {"Yılmaz", 16},     {"Hübner", 16},
    {"Beyer", 16},   {"Lindner", 16},    {"Paul", 15},       {"Nowak", 15},     {"Ernst", 15},      {"Kaya", 15}};

inline constexpr City cities[] = {{"Berlin", 3'755, "Europe/Berlin", {"+49 30 23125###", "030 23125###"}},
                                  {"Hamburg", 1'892, "Europe/Berlin", {"+49 40 66969###", "040 66969###"}},
                                  {"München", 1'512, "Europe/Berlin", {"+49 89 99998###", "089 99998###"}},
                                  {"Köln", 1'084, "Europe/Berlin", {"+49 221 4710###", "0221 4710###"}},
                                  {"Frankfurt am Main", 773, "Europe/Berlin", {"+49 69 90009###", "069 90009###"}},
                                  {"Stuttgart", 633, "Europe/Berlin"},
                                  {"Düsseldorf", 629, "Europe/Berlin"},
                                  {"Leipzig", 616, "Europe/Berlin"},
                                  {"Dortmund", 593, "Europe/Berlin"},
                                  {"Essen", 585, "Europe/Berlin"},
                                  {"Bremen", 570, "Europe/Berlin"},
                                  {"Dresden", 563, "Europe/Berlin"},
                                  {"Hannover", 545, "Europe/Berlin"},
                                  {"Nürnberg", 523, "Europe/Berlin"},
                                  {"Bonn", 336, "Europe/Berlin"},
                                  {"Münster", 320, "Europe/Berlin"},
                                  {"Mannheim", 315, "Europe/Berlin"},
                                  {"Karlsruhe", 309, "Europe/Berlin"}};

inline constexpr PhoneBlock phones[] = {{"+49 171 39200##", "0171 39200##"}, {"+49 176 040690##", "0176 040690##"}};

inline constexpr LegalForm legal_forms[] = {{"GmbH", 80}, {"AG", 7}, {"GmbH & Co. KG", 13}};

inline constexpr Locale locale = {
    .id = "de_DE",
    .country_code = "DE",
    .country = "Germany",
    .nationality = "German",
    .currency = "EUR",
    .weight = 4'456,
    .languages = languages,
    .female_names = female_names,
    .male_names = male_names,
    .family_names = family_names,
    .cities = cities,
    .phones = phones,
    .legal_forms = legal_forms,
    .industry_words = {"Software", "Maschinenbau", "Logistik", "Handel", "Medizintechnik", "Finanz", "Energie", "Bau",
                       "Lebensmittel", "Beratung", "Bildung", "Medien", "Telekom", "Agrar", "Automobil", "Hotels"},
    .umlauts_as_two = true,
};

}  // namespace retailsim::crm::locale_data::de_de
