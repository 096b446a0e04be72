#pragma once

#include <retailsim/crm/locale/locale.hpp>

/// People, places and companies of Sweden.
/// Family names: bearers in hundreds, Statistiska centralbyrån, Namnstatistik 2021; as published for the first ones,
/// order and weights approximate beyond. Given names: Statistiska centralbyrån, tilltalsnamn in the whole population,
/// 2021, hundreds; order and weights approximate beyond the first ones.
/// Languages: first languages approximate (no census asks); second languages: Eurobarometer 386, 2012. Cities:
/// Statistiska centralbyrån, municipalities 2022, thousands. Telephone: Post- och telestyrelsen, Telefonnummer för
/// användning i böcker och filmer: 100 numbers in each of four areas (08-465 004 00 to 99, 031-390 06 00 to 99,
/// 040-628 04 00 to 99, 0980-319 200 to 299) and 95 mobile, of which 90 are used here (070-174 06 10 to 99).
namespace retailsim::crm::locale_data::sv_se {

inline constexpr Language languages[] = {
    {"sv", "Swedish", 820, 900}, {"en", "English", 15, 860}, {"de", "German", 4, 260}, {"fi", "Finnish", 18, 30},
    {"ar", "Arabic", 25, 0},     {"so", "Somali", 8, 0},     {"pl", "Polish", 9, 0},   {"fr", "French", 3, 0}};

inline constexpr Name female_names[] = {
    {"Anna", 1'010},   {"Eva", 800},       {"Maria", 760},    {"Karin", 640},     {"Sara", 560},      {"Kristina", 529},
    {"Lena", 504},     {"Emma", 483},      {"Kerstin", 465},  {"Ingrid", 450},    {"Marie", 429},     {"Malin", 411},
    {"Jenny", 395},    {"Linnéa", 380},    {"Annika", 368},   {"Hanna", 356},     {"Susanne", 345},   {"Elin", 336},
    {"Johanna", 327},  {"Monica", 318},    {"Birgitta", 311}, {"Ulla", 304},      {"Elisabeth", 297}, {"Sofia", 291},
    {"Ida", 285},      {"Julia", 279},     {"Åsa", 274},      {"Camilla", 269},   {"Helena", 264},    {"Linda", 260},
    {"Amanda", 254},   {"Anita", 249},     {"Cecilia", 243},  {"Frida", 238},     {"Margareta", 233}, {"Gunilla", 229},
    {"Josefin", 224},  {"Sandra", 220},    {"Inger", 216},    {"Anneli", 213},    {"Ann", 209},       {"Emelie", 205},
    {"Jessica", 202},  {"Caroline", 199},  {"Ellen", 196},    {"Katarina", 193},  {"Alice", 190},     {"Siv", 187},
    {"Barbro", 184},   {"Charlotte", 182}, {"Pia", 179},      {"Matilda", 177},   {"Helen", 175},     {"Ebba", 172},
    {"Therese", 170},  {"Maja", 168},      {"Ulrika", 166},   {"Carina", 164},    {"Elsa", 162},      {"Agneta", 160},
    {"Lisa", 157},     {"Marianne", 154},  {"Mona", 151},     {"Madeleine", 148}, {"Sofie", 145},     {"Rebecka", 142},
    {"Louise", 140},   {"Victoria", 137},  {"Alva", 135},     {"Britt", 132},     {"Yvonne", 130},    {"Klara", 128},
    {"Evelina", 126},  {"Gun", 123},       {"Erika", 121},    {"Astrid", 119},    {"Nathalie", 117},  {"Birgit", 116},
    {"Viktoria", 114}, {"Moa", 112},       {"Isabelle", 110}, {"Berit", 109},     {"Felicia", 107},   {"Wilma", 105},
    {"Lovisa", 104},   {"Ella", 102},      {"Nina", 101},     {"Tove", 100},      {"Mikaela", 98},    {"Solveig", 97},
    {"Marita", 96},    {"Angelica", 94},   {"Fatima", 93},    {"Jennifer", 92},   {"Lina", 91},       {"Michelle", 89},
    {"Lotta", 88},     {"Ewa", 87},        {"Märta", 86},     {"Gunnel", 85}};

inline constexpr Name male_names[] = {
    {"Lars", 860},      {"Mikael", 700},   {"Anders", 680}, {"Johan", 663},    {"Erik", 650},        {"Per", 613},
    {"Karl", 583},      {"Peter", 559},    {"Thomas", 538}, {"Jan", 520},      {"Daniel", 496},      {"Fredrik", 475},
    {"Hans", 456},      {"Andreas", 439},  {"Stefan", 424}, {"Mats", 411},     {"Magnus", 399},      {"Marcus", 387},
    {"Mattias", 377},   {"Bengt", 368},    {"Jonas", 359},  {"Oskar", 350},    {"Alexander", 343},   {"Niklas", 335},
    {"Martin", 329},    {"Bo", 322},       {"Patrik", 316}, {"Nils", 311},     {"Björn", 305},       {"David", 300},
    {"Viktor", 292},    {"Leif", 285},     {"Ulf", 277},    {"Filip", 271},    {"Henrik", 264},      {"Emil", 258},
    {"Simon", 253},     {"Joakim", 247},   {"Kjell", 242},  {"Christer", 237}, {"Christoffer", 232}, {"William", 228},
    {"Tommy", 223},     {"Anton", 219},    {"Gustav", 215}, {"Lucas", 211},    {"Robert", 208},      {"Rickard", 204},
    {"Christian", 201}, {"Göran", 197},    {"Håkan", 194},  {"Rolf", 191},     {"Sven", 188},        {"Robin", 185},
    {"Linus", 183},     {"Jonathan", 180}, {"Elias", 177},  {"Lennart", 175},  {"Sebastian", 172},   {"Tobias", 170},
    {"Hugo", 166},      {"Claes", 163},    {"Roger", 160},  {"Dennis", 156},   {"Jakob", 153},       {"Roland", 150},
    {"Kent", 147},      {"Isak", 145},     {"Jesper", 142}, {"Gunnar", 139},   {"Ludvig", 137},      {"Adam", 134},
    {"Ali", 132},       {"Mohamed", 130},  {"Oliver", 128}, {"Jimmy", 125},    {"Axel", 123},        {"Åke", 121},
    {"Samuel", 119},    {"Kenneth", 117},  {"Johnny", 115}, {"Max", 114},      {"Albin", 112},       {"Rasmus", 110},
    {"Arvid", 109},     {"Kurt", 107},     {"Tony", 105},   {"Pontus", 104},   {"Felix", 102},       {"Benjamin", 101},
    {"Ola", 99},        {"Ingemar", 98},   {"Olle", 97},    {"John", 95},      {"Dan", 94},          {"Börje", 93},
    {"Kim", 92},        {"Josef", 90},     {"Ahmed", 89},   {"Carl", 88}};

inline constexpr Name family_names[] = {
    {"Andersson", 2'215}, {"Johansson", 2'190}, {"Karlsson", 1'930},  {"Nilsson", 1'490},  {"Eriksson", 1'310},
    {"Larsson", 1'140},   {"Olsson", 1'010},    {"Persson", 980},     {"Svensson", 890},   {"Gustafsson", 850},
    {"Pettersson", 764},  {"Jonsson", 693},     {"Jansson", 634},     {"Hansson", 583},    {"Bengtsson", 540},
    {"Jönsson", 454},     {"Lindberg", 386},    {"Jakobsson", 331},   {"Magnusson", 287},  {"Lindström", 250},
    {"Olofsson", 243},    {"Lindqvist", 237},   {"Lindgren", 231},    {"Berg", 226},       {"Axelsson", 221},
    {"Bergström", 216},   {"Lundberg", 211},    {"Lind", 207},        {"Lundgren", 203},   {"Lundqvist", 199},
    {"Mattsson", 196},    {"Berglund", 192},    {"Fredriksson", 189}, {"Sandberg", 186},   {"Henriksson", 183},
    {"Ali", 180},         {"Forsberg", 177},    {"Mohamed", 175},     {"Sjöberg", 172},    {"Wallin", 170},
    {"Engström", 168},    {"Eklund", 165},      {"Danielsson", 163},  {"Lundin", 161},     {"Håkansson", 159},
    {"Björk", 157},       {"Gunnarsson", 155},  {"Bergman", 153},     {"Holm", 152},       {"Wikström", 150},
    {"Samuelsson", 148},  {"Isaksson", 146},    {"Fransson", 144},    {"Bergqvist", 142},  {"Nyström", 140},
    {"Holmberg", 139},    {"Arvidsson", 137},   {"Löfgren", 135},     {"Söderberg", 134},  {"Nyberg", 132},
    {"Ahmed", 131},       {"Blomqvist", 129},   {"Claesson", 128},    {"Nordström", 127},  {"Hassan", 125},
    {"Mårtensson", 124},  {"Lundström", 123},   {"Viklund", 121},     {"Björklund", 120},  {"Eliasson", 119},
    {"Pålsson", 118},     {"Berggren", 117},    {"Sandström", 116},   {"Nordin", 114},     {"Lund", 113},
    {"Falk", 112},        {"Ström", 111},       {"Åberg", 110},       {"Hermansson", 109}, {"Ekström", 108},
    {"Holmgren", 108},    {"Sundberg", 107},    {"Hedlund", 106},     {"Dahlberg", 105},   {"Hellström", 104},
    {"Sjögren", 103},     {"Ek", 102},          {"Abrahamsson", 102}, {"Blom", 101},       {"Öberg", 100},
    {"Martinsson", 99},   {"Månsson", 99},      {"Andreasson", 98},   {"Strömberg", 97},   {"Åkesson", 96},
    {"Hansen", 96},       {"Norberg", 95},      {"Jonasson", 94},     {"Lindholm", 94},    {"Dahl", 93}};

inline constexpr City cities[] = {{"Stockholm", 984, "Europe/Stockholm", {"+46 8 465 004 ##", "08-465 004 ##"}},
                                  {"Göteborg", 596, "Europe/Stockholm", {"+46 31 390 06 ##", "031-390 06 ##"}},
                                  {"Malmö", 357, "Europe/Stockholm", {"+46 40 628 04 ##", "040-628 04 ##"}},
                                  {"Kiruna", 22, "Europe/Stockholm", {"+46 980 319 2##", "0980-319 2##"}},
                                  {"Uppsala", 242, "Europe/Stockholm"},
                                  {"Linköping", 166, "Europe/Stockholm"},
                                  {"Örebro", 158, "Europe/Stockholm"},
                                  {"Västerås", 158, "Europe/Stockholm"},
                                  {"Helsingborg", 150, "Europe/Stockholm"},
                                  {"Norrköping", 144, "Europe/Stockholm"},
                                  {"Jönköping", 144, "Europe/Stockholm"},
                                  {"Umeå", 132, "Europe/Stockholm"},
                                  {"Lund", 128, "Europe/Stockholm"},
                                  {"Borås", 114, "Europe/Stockholm"},
                                  {"Sundsvall", 99, "Europe/Stockholm"},
                                  {"Gävle", 103, "Europe/Stockholm"},
                                  {"Eskilstuna", 107, "Europe/Stockholm"},
                                  {"Karlstad", 96, "Europe/Stockholm"},
                                  {"Växjö", 96, "Europe/Stockholm"},
                                  {"Luleå", 79, "Europe/Stockholm"}};

inline constexpr PhoneBlock phones[] = {{"+46 70 174 06 1#", "070-174 06 1#"}, {"+46 70 174 06 2#", "070-174 06 2#"},
                                        {"+46 70 174 06 3#", "070-174 06 3#"}, {"+46 70 174 06 4#", "070-174 06 4#"},
                                        {"+46 70 174 06 5#", "070-174 06 5#"}, {"+46 70 174 06 6#", "070-174 06 6#"},
                                        {"+46 70 174 06 7#", "070-174 06 7#"}, {"+46 70 174 06 8#", "070-174 06 8#"},
                                        {"+46 70 174 06 9#", "070-174 06 9#"}};

inline constexpr LegalForm legal_forms[] = {{"AB", 93}, {"HB", 7}};

inline constexpr Locale locale = {
    .id = "sv_SE",
    .country_code = "SE",
    .country = "Sweden",
    .nationality = "Swedish",
    .currency = "SEK",
    .weight = 593,
    .languages = languages,
    .female_names = female_names,
    .male_names = male_names,
    .family_names = family_names,
    .cities = cities,
    .phones = phones,
    .legal_forms = legal_forms,
    .industry_words = {"Mjukvara", "Industri", "Logistik", "Handel", "Hälsa", "Finans", "Energi", "Bygg", "Livsmedel",
                       "Konsult", "Utbildning", "Media", "Telekom", "Lantbruk", "Fordon", "Hotell"},
};

}  // namespace retailsim::crm::locale_data::sv_se
