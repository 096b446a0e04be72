#pragma once

#include <retailsim/crm/locale/locale.hpp>

/// People, places and companies of Italy.
/// Family names: the hundred most frequent, with weights in proportion to the rounded counts of the popular-names-by-
/// country data set, 2022 (from Wikipedia's list of most common surnames), smoothed by rank within a step; the order
/// is that of telephone subscribers in E. Caffarelli and C. Marcato, I cognomi d'Italia, 2008, but for neighbours.
/// Given names: order and weights approximate, after Istat's Contanomi (births from 1999 on) and E. De Felice, Nomi e
/// cultura, 1987, for those born before.
/// Languages: Istat, L'uso della lingua italiana, 2015, rounded; second languages: Eurobarometer 386, 2012. Cities:
/// Istat, 2022, thousands. Telephone: mobile numbers begin with 31 to 39; prefix 300 is given to no operator
/// (Autorità per le garanzie nelle comunicazioni, Piano di numerazione nazionale, delibera 8/15/CIR; libphonenumber
/// 9.0.43 knows no valid number there either): 10,000,000 numbers of no area.
namespace retailsim::crm::locale_data::it_it {

inline constexpr Language languages[] = {
    {"it", "Italian", 920, 900}, {"en", "English", 5, 340}, {"fr", "French", 4, 160}, {"es", "Spanish", 5, 110},
    {"ro", "Romanian", 18, 0},   {"de", "German", 6, 0},    {"sq", "Albanian", 8, 0}, {"ar", "Arabic", 8, 0}};

inline constexpr Name female_names[] = {
    {"Maria", 900},    {"Anna", 560},       {"Francesca", 443}, {"Laura", 375},      {"Paola", 330},
    {"Elena", 313},    {"Giulia", 299},     {"Chiara", 288},    {"Sara", 278},       {"Daniela", 270},
    {"Silvia", 259},   {"Angela", 250},     {"Federica", 242},  {"Alessandra", 234}, {"Valentina", 228},
    {"Monica", 222},   {"Cristina", 216},   {"Barbara", 211},   {"Roberta", 206},    {"Giovanna", 202},
    {"Elisa", 198},    {"Simona", 194},     {"Patrizia", 190},  {"Claudia", 187},    {"Stefania", 184},
    {"Martina", 181},  {"Michela", 178},    {"Rosa", 175},      {"Antonella", 172},  {"Lucia", 170},
    {"Ilaria", 165},   {"Giuseppina", 160}, {"Carla", 156},     {"Teresa", 152},     {"Manuela", 148},
    {"Eleonora", 144}, {"Sabrina", 140},    {"Rita", 137},      {"Alessia", 134},    {"Giorgia", 131},
    {"Serena", 128},   {"Caterina", 125},   {"Marta", 122},     {"Tiziana", 120},    {"Cinzia", 117},
    {"Luisa", 115},    {"Antonia", 113},    {"Donatella", 110}, {"Raffaella", 108},  {"Nicoletta", 106},
    {"Carmela", 104},  {"Loredana", 103},   {"Arianna", 101},   {"Anna Maria", 99},  {"Debora", 97},
    {"Concetta", 96},  {"Lorena", 94},      {"Gabriella", 93},  {"Beatrice", 91},    {"Marina", 90},
    {"Giada", 88},     {"Veronica", 86},    {"Annalisa", 84},   {"Alice", 82},       {"Emanuela", 81},
    {"Franca", 79},    {"Noemi", 77},       {"Tania", 76},      {"Lorenza", 74},     {"Valeria", 73},
    {"Irene", 72},     {"Margherita", 70},  {"Mariangela", 69}, {"Ornella", 68},     {"Luciana", 66},
    {"Rossella", 65},  {"Sonia", 64},       {"Katia", 63},      {"Erika", 62},       {"Marisa", 61},
    {"Camilla", 60},   {"Vincenza", 59},    {"Sofia", 58},      {"Grazia", 57},      {"Greta", 56},
    {"Ivana", 55},     {"Nadia", 54},       {"Assunta", 54},    {"Pamela", 53},      {"Gaia", 52},
    {"Aurora", 51},    {"Miriam", 50},      {"Jessica", 50},    {"Ludovica", 49},    {"Viviana", 48},
    {"Bianca", 48},    {"Mara", 47},        {"Graziella", 46},  {"Adriana", 46},     {"Milena", 45}};

inline constexpr Name male_names[] = {
    {"Giuseppe", 880},   {"Marco", 640},     {"Andrea", 603},   {"Francesco", 579}, {"Antonio", 560},
    {"Alessandro", 519}, {"Luca", 487},      {"Roberto", 461},  {"Giovanni", 439},  {"Stefano", 420},
    {"Paolo", 394},      {"Matteo", 371},    {"Davide", 352},   {"Massimo", 335},   {"Mario", 319},
    {"Fabio", 306},      {"Daniele", 294},   {"Luigi", 282},    {"Simone", 272},    {"Maurizio", 263},
    {"Salvatore", 254},  {"Claudio", 247},   {"Federico", 239}, {"Angelo", 233},    {"Michele", 226},
    {"Riccardo", 220},   {"Lorenzo", 215},   {"Nicola", 210},   {"Alberto", 205},   {"Vincenzo", 200},
    {"Domenico", 192},   {"Giorgio", 185},   {"Sergio", 178},   {"Gianluca", 171},  {"Carlo", 165},
    {"Fabrizio", 160},   {"Emanuele", 154},  {"Enrico", 149},   {"Filippo", 145},   {"Massimiliano", 140},
    {"Cristian", 136},   {"Giacomo", 132},   {"Pietro", 128},   {"Alessio", 125},   {"Franco", 121},
    {"Alex", 118},       {"Raffaele", 115},  {"Mauro", 112},    {"Mattia", 109},    {"Jacopo", 106},
    {"Mirko", 104},      {"Diego", 101},     {"Walter", 99},    {"Gabriele", 97},   {"Tommaso", 95},
    {"Gianni", 93},      {"Edoardo", 91},    {"Dario", 89},     {"Pasquale", 87},   {"Bruno", 85},
    {"Valerio", 83},     {"Ivan", 80},       {"Gaetano", 78},   {"Renato", 76},     {"Luciano", 74},
    {"Denis", 72},       {"Christian", 71},  {"Leonardo", 69},  {"Giulio", 67},     {"Nicolò", 66},
    {"Samuele", 64},     {"Umberto", 63},    {"Guido", 61},     {"Silvio", 60},     {"Cristiano", 58},
    {"Ciro", 57},        {"Carmine", 56},    {"Rocco", 55},     {"Tiziano", 54},    {"Ettore", 52},
    {"Alfredo", 51},     {"Gennaro", 50},    {"Vito", 49},      {"Moreno", 48},     {"Oscar", 47},
    {"Manuel", 46},      {"Gianfranco", 46}, {"Piero", 45},     {"Ivano", 44},      {"Michelangelo", 43},
    {"Aldo", 42},        {"Sebastiano", 41}, {"Ernesto", 41},   {"Omar", 40},       {"Samuel", 39},
    {"Loris", 39},       {"Manuele", 38},    {"Ugo", 37},       {"Danilo", 37},     {"Giampaolo", 36}};

inline constexpr Name family_names[] = {
    {"Rossi", 6'000},   {"Russo", 4'300},      {"Ferrari", 3'400},    {"Esposito", 3'200}, {"Bianchi", 2'500},
    {"Romano", 2'400},  {"Colombo", 2'300},    {"Bruno", 2'100},      {"Ricci", 2'000},    {"Greco", 1'833},
    {"Marino", 1'800},  {"Gallo", 1'767},      {"De Luca", 1'740},    {"Conti", 1'720},    {"Costa", 1'700},
    {"Mancini", 1'680}, {"Giordano", 1'660},   {"Rizzo", 1'600},      {"Lombardi", 1'500}, {"Barbieri", 1'440},
    {"Moretti", 1'420}, {"Fontana", 1'400},    {"Caruso", 1'380},     {"Mariani", 1'360},  {"Ferrara", 1'340},
    {"Santoro", 1'320}, {"Rinaldi", 1'300},    {"Leone", 1'280},      {"D'Angelo", 1'260}, {"Longo", 1'238},
    {"Galli", 1'212},   {"Martini", 1'188},    {"Martinelli", 1'162}, {"Serra", 1'146},    {"Conte", 1'139},
    {"Vitale", 1'132},  {"De Santis", 1'125},  {"Marchetti", 1'118},  {"Messina", 1'111},  {"Gentile", 1'104},
    {"Villa", 1'096},   {"Marini", 1'089},     {"Lombardo", 1'082},   {"Coppola", 1'075},  {"Ferri", 1'068},
    {"Parisi", 1'061},  {"De Angelis", 1'054}, {"Bianco", 1'046},     {"Amato", 1'038},    {"Fabbri", 1'031},
    {"Gatti", 1'023},   {"Sala", 1'015},       {"Morelli", 1'008},    {"Grasso", 1'000},   {"Pellegrini", 992},
    {"Ferraro", 985},   {"Monti", 977},        {"Palumbo", 969},      {"Grassi", 962},     {"Testa", 954},
    {"Valentini", 947}, {"Carbone", 941},      {"Benedetti", 935},    {"Silvestri", 929},  {"Farina", 924},
    {"D'Amico", 918},   {"Martino", 912},      {"Bernardi", 906},     {"Caputo", 900},     {"Mazza", 894},
    {"Sanna", 888},     {"Fiore", 882},        {"De Rosa", 876},      {"Pellegrino", 871}, {"Giuliani", 865},
    {"Rizzi", 859},     {"Di Stefano", 853},   {"Cattaneo", 848},     {"Rossetti", 843},   {"Orlando", 838},
    {"Basile", 833},    {"Neri", 829},         {"Barone", 824},       {"Palmieri", 819},   {"Riva", 814},
    {"Romeo", 810},     {"Franco", 805},       {"Sorrentino", 800},   {"Pagano", 795},     {"D'Agostino", 790},
    {"Piras", 786},     {"Ruggiero", 781},     {"Montanari", 776},    {"Battaglia", 771},  {"Bellini", 767},
    {"Castelli", 762},  {"Guerra", 757},       {"Poli", 752},         {"Valente", 725},    {"Ferretti", 675}};

inline constexpr City cities[] = {
    {"Roma", 2'749, "Europe/Rome"},  {"Milano", 1'354, "Europe/Rome"},        {"Napoli", 914, "Europe/Rome"},
    {"Torino", 842, "Europe/Rome"},  {"Palermo", 630, "Europe/Rome"},         {"Genova", 558, "Europe/Rome"},
    {"Bologna", 388, "Europe/Rome"}, {"Firenze", 361, "Europe/Rome"},         {"Bari", 316, "Europe/Rome"},
    {"Catania", 299, "Europe/Rome"}, {"Verona", 256, "Europe/Rome"},          {"Venezia", 251, "Europe/Rome"},
    {"Messina", 218, "Europe/Rome"}, {"Padova", 207, "Europe/Rome"},          {"Brescia", 197, "Europe/Rome"},
    {"Parma", 196, "Europe/Rome"},   {"Prato", 196, "Europe/Rome"},           {"Trieste", 199, "Europe/Rome"},
    {"Modena", 185, "Europe/Rome"},  {"Reggio Calabria", 170, "Europe/Rome"}, {"Perugia", 162, "Europe/Rome"},
    {"Ravenna", 156, "Europe/Rome"}, {"Livorno", 153, "Europe/Rome"},         {"Cagliari", 149, "Europe/Rome"}};

inline constexpr PhoneBlock phones[] = {{"+39 300 #######", "300 #######"}};

inline constexpr LegalForm legal_forms[] = {{"S.r.l.", 80}, {"S.p.A.", 14}, {"S.a.s.", 6}};

inline constexpr Locale locale = {
    .id = "it_IT",
    .country_code = "IT",
    .country = "Italy",
    .nationality = "Italian",
    .currency = "EUR",
    .weight = 2'255,
    .languages = languages,
    .female_names = female_names,
    .male_names = male_names,
    .family_names = family_names,
    .cities = cities,
    .phones = phones,
    .legal_forms = legal_forms,
    .industry_words = {"Software", "Meccanica", "Logistica", "Commerciale", "Salute", "Finanza", "Energia",
                       "Costruzioni", "Alimentari", "Consulenza", "Formazione", "Media", "Telecomunicazioni",
                       "Agricola", "Automotive", "Alberghi"},
};

}  // namespace retailsim::crm::locale_data::it_it
