#pragma once

#include <retailsim/crm/locale/locale.hpp>

/// People, places and companies of the United States.
/// Given names: shares of the living population in 2013, per 100,000, from the births by year of the Social Security
/// Administration and its life tables, as computed by FiveThirtyEight (data set most-common-name, 2014); those below
/// 140 continue the order of the Administration's list of top names of the last hundred years with approximate
/// weights.
/// Family names: shares of the population in 2013, per 100,000, from the Census Bureau's Frequently Occurring
/// Surnames, brought forward by FiveThirtyEight (same data set).
/// Languages: American Community Survey 2019, language spoken at home; second languages are approximate. Cities:
/// Census 2020, thousands. Telephone: 555-0100 to 555-0199 of each area code are kept for fiction (North American
/// Numbering Council, 555 NXX Assignment Guidelines, section 3); 100 numbers for each city.
namespace retailsim::crm::locale_data::en_us {

inline constexpr Language languages[] = {{"en", "English", 780, 800}, {"es", "Spanish", 135, 70},
                                         {"zh", "Chinese", 11, 2},    {"fr", "French", 4, 20},
                                         {"tl", "Tagalog", 6, 0},     {"vi", "Vietnamese", 5, 0}};

inline constexpr Name female_names[] = {
    {"Mary", 684},      {"Jennifer", 433}, {"Patricia", 378},  {"Linda", 375},      {"Elizabeth", 353},
    {"Barbara", 321},   {"Jessica", 318},  {"Susan", 294},     {"Lisa", 275},       {"Sarah", 269},
    {"Karen", 266},     {"Ashley", 257},   {"Michelle", 241},  {"Kimberly", 239},   {"Nancy", 235},
    {"Sandra", 227},    {"Amanda", 225},   {"Stephanie", 223}, {"Emily", 222},      {"Melissa", 221},
    {"Donna", 209},     {"Rebecca", 202},  {"Deborah", 201},   {"Laura", 196},      {"Cynthia", 196},
    {"Carol", 196},     {"Amy", 193},      {"Margaret", 189},  {"Sharon", 188},     {"Angela", 185},
    {"Maria", 183},     {"Nicole", 177},   {"Kathleen", 175},  {"Samantha", 172},   {"Betty", 166},
    {"Brenda", 164},    {"Pamela", 162},   {"Kelly", 157},     {"Heather", 153},    {"Rachel", 153},
    {"Christine", 152}, {"Debra", 151},    {"Katherine", 148}, {"Christina", 143},  {"Julie", 142},
    {"Anna", 140},      {"Virginia", 135}, {"Janet", 133},     {"Catherine", 132},  {"Carolyn", 130},
    {"Victoria", 129},  {"Diane", 127},    {"Lauren", 126},    {"Megan", 125},      {"Emma", 124},
    {"Olivia", 122},    {"Andrea", 121},   {"Hannah", 119},    {"Jacqueline", 117}, {"Martha", 115},
    {"Cheryl", 114},    {"Teresa", 113},   {"Sara", 112},      {"Janice", 110},     {"Ann", 108},
    {"Kathryn", 107},   {"Gloria", 105},   {"Abigail", 103},   {"Sophia", 101},     {"Judy", 98},
    {"Grace", 96},      {"Denise", 95},    {"Amber", 94},      {"Danielle", 93},    {"Marilyn", 91},
    {"Beverly", 90},    {"Theresa", 88},   {"Natalie", 87},    {"Brittany", 86},    {"Diana", 84},
    {"Kayla", 82},      {"Alexis", 80},    {"Lori", 78},       {"Tiffany", 76}};

inline constexpr Name male_names[] = {
    {"Michael", 1'158},   {"James", 1'022},  {"John", 967},    {"Robert", 949},    {"David", 894},   {"William", 748},
    {"Christopher", 590}, {"Joseph", 541},   {"Richard", 535}, {"Daniel", 514},    {"Thomas", 492},  {"Matthew", 450},
    {"Charles", 428},     {"Anthony", 384},  {"Mark", 356},    {"Joshua", 351},    {"Steven", 345},  {"Andrew", 339},
    {"Kevin", 329},       {"Brian", 324},    {"Jason", 297},   {"Timothy", 288},   {"Paul", 287},    {"Kenneth", 277},
    {"Ryan", 274},        {"Jeffrey", 264},  {"Donald", 262},  {"Eric", 253},      {"Jacob", 251},   {"Nicholas", 250},
    {"Jonathan", 250},    {"Ronald", 244},   {"Justin", 229},  {"Brandon", 225},   {"Gary", 218},    {"Edward", 217},
    {"Stephen", 215},     {"Scott", 210},    {"George", 209},  {"Jose", 209},      {"Gregory", 188}, {"Larry", 187},
    {"Alexander", 180},   {"Benjamin", 180}, {"Patrick", 174}, {"Tyler", 171},     {"Samuel", 169},  {"Aaron", 161},
    {"Adam", 152},        {"Zachary", 151},  {"Dennis", 146},  {"Nathan", 146},    {"Jordan", 142},  {"Kyle", 141},
    {"Raymond", 138},     {"Jeremy", 135},   {"Frank", 132},   {"Jerry", 129},     {"Keith", 126},   {"Austin", 123},
    {"Sean", 121},        {"Peter", 120},    {"Douglas", 118}, {"Christian", 116}, {"Roger", 113},   {"Bryan", 111},
    {"Ethan", 109},       {"Jesse", 107},    {"Dylan", 105},   {"Juan", 104},      {"Carl", 102},    {"Jack", 100},
    {"Noah", 98},         {"Terry", 97},     {"Bruce", 95},    {"Gabriel", 93},    {"Logan", 92},    {"Albert", 90},
    {"Lawrence", 88},     {"Joe", 86},       {"Willie", 83},   {"Billy", 81},      {"Alan", 80},     {"Roy", 78},
    {"Wayne", 76},        {"Ralph", 74},     {"Randy", 73},    {"Vincent", 71},    {"Eugene", 69},   {"Russell", 68},
    {"Bobby", 66},        {"Philip", 65}};

inline constexpr Name family_names[] = {
    {"Smith", 800},     {"Johnson", 635}, {"Williams", 533},  {"Brown", 472},  {"Jones", 468},     {"Garcia", 406},
    {"Rodriguez", 382}, {"Miller", 373},  {"Martinez", 367},  {"Davis", 365},  {"Hernandez", 337}, {"Lopez", 295},
    {"Gonzalez", 285},  {"Wilson", 265},  {"Anderson", 255},  {"Thomas", 246}, {"Taylor", 244},    {"Lee", 243},
    {"Moore", 236},     {"Jackson", 233}, {"Perez", 232},     {"Martin", 228}, {"Thompson", 217},  {"White", 217},
    {"Sanchez", 209},   {"Harris", 205},  {"Ramirez", 186},   {"Clark", 184},  {"Lewis", 175},     {"Robinson", 174},
    {"Walker", 171},    {"Young", 160},   {"Hall", 159},      {"Allen", 157},  {"Torres", 154},    {"Nguyen", 152},
    {"Wright", 149},    {"Flores", 148},  {"King", 148},      {"Scott", 144},  {"Rivera", 142},    {"Green", 142},
    {"Hill", 140},      {"Adams", 139},   {"Baker", 138},     {"Nelson", 138}, {"Mitchell", 125},  {"Campbell", 125},
    {"Gomez", 125},     {"Carter", 124},  {"Roberts", 122},   {"Diaz", 119},   {"Phillips", 118},  {"Evans", 116},
    {"Turner", 114},    {"Reyes", 111},   {"Cruz", 110},      {"Parker", 109}, {"Edwards", 108},   {"Collins", 107},
    {"Stewart", 106},   {"Morris", 105},  {"Morales", 103},   {"Ortiz", 102},  {"Gutierrez", 101}, {"Murphy", 100},
    {"Rogers", 99},     {"Cook", 98},     {"Kim", 95},        {"Morgan", 93},  {"Cooper", 91},     {"Ramos", 91},
    {"Peterson", 91},   {"Gonzales", 91}, {"Bell", 90},       {"Reed", 90},    {"Bailey", 89},     {"Chavez", 88},
    {"Kelly", 87},      {"Howard", 86},   {"Richardson", 85}, {"Ward", 85},    {"Cox", 84},        {"Ruiz", 83},
    {"Brooks", 82},     {"Watson", 82},   {"Wood", 82},       {"James", 81},   {"Mendoza", 80},    {"Gray", 80},
    {"Bennett", 80},    {"Alvarez", 80},  {"Castillo", 78},   {"Price", 77},   {"Hughes", 76},     {"Vasquez", 76},
    {"Sanders", 75},    {"Jimenez", 75},  {"Long", 75},       {"Foster", 75}};

inline constexpr City cities[] = {{"New York", 8'804, "America/New_York", {"+1 212 555 01##", "(212) 555-01##"}},
                                  {"Los Angeles", 3'899, "America/Los_Angeles", {"+1 213 555 01##", "(213) 555-01##"}},
                                  {"Chicago", 2'746, "America/Chicago", {"+1 312 555 01##", "(312) 555-01##"}},
                                  {"Houston", 2'305, "America/Chicago", {"+1 713 555 01##", "(713) 555-01##"}},
                                  {"Phoenix", 1'608, "America/Phoenix", {"+1 602 555 01##", "(602) 555-01##"}},
                                  {"Philadelphia", 1'604, "America/New_York", {"+1 215 555 01##", "(215) 555-01##"}},
                                  {"San Antonio", 1'435, "America/Chicago", {"+1 210 555 01##", "(210) 555-01##"}},
                                  {"San Diego", 1'387, "America/Los_Angeles", {"+1 619 555 01##", "(619) 555-01##"}},
                                  {"Dallas", 1'304, "America/Chicago", {"+1 214 555 01##", "(214) 555-01##"}},
                                  {"San Jose", 1'013, "America/Los_Angeles", {"+1 408 555 01##", "(408) 555-01##"}},
                                  {"Austin", 962, "America/Chicago", {"+1 512 555 01##", "(512) 555-01##"}},
                                  {"Jacksonville", 950, "America/New_York", {"+1 904 555 01##", "(904) 555-01##"}},
                                  {"Columbus", 906, "America/New_York", {"+1 614 555 01##", "(614) 555-01##"}},
                                  {"Indianapolis", 888, "America/New_York", {"+1 317 555 01##", "(317) 555-01##"}},
                                  {"Charlotte", 875, "America/New_York", {"+1 704 555 01##", "(704) 555-01##"}},
                                  {"San Francisco", 874, "America/Los_Angeles", {"+1 415 555 01##", "(415) 555-01##"}},
                                  {"Seattle", 737, "America/Los_Angeles", {"+1 206 555 01##", "(206) 555-01##"}},
                                  {"Denver", 716, "America/Denver", {"+1 303 555 01##", "(303) 555-01##"}},
                                  {"Washington", 690, "America/New_York", {"+1 202 555 01##", "(202) 555-01##"}},
                                  {"Nashville", 689, "America/Chicago", {"+1 615 555 01##", "(615) 555-01##"}},
                                  {"Boston", 676, "America/New_York", {"+1 617 555 01##", "(617) 555-01##"}},
                                  {"Las Vegas", 642, "America/Los_Angeles", {"+1 702 555 01##", "(702) 555-01##"}},
                                  {"Portland", 653, "America/Los_Angeles", {"+1 503 555 01##", "(503) 555-01##"}},
                                  {"Detroit", 639, "America/New_York", {"+1 313 555 01##", "(313) 555-01##"}},
                                  {"Albuquerque", 565, "America/Denver", {"+1 505 555 01##", "(505) 555-01##"}},
                                  {"Milwaukee", 577, "America/Chicago", {"+1 414 555 01##", "(414) 555-01##"}},
                                  {"Kansas City", 508, "America/Chicago", {"+1 816 555 01##", "(816) 555-01##"}},
                                  {"Atlanta", 499, "America/New_York", {"+1 404 555 01##", "(404) 555-01##"}},
                                  {"Miami", 442, "America/New_York", {"+1 305 555 01##", "(305) 555-01##"}},
                                  {"Minneapolis", 430, "America/Chicago", {"+1 612 555 01##", "(612) 555-01##"}},
                                  {"Salt Lake City", 200, "America/Denver", {"+1 801 555 01##", "(801) 555-01##"}},
                                  {"Anchorage", 291, "America/Anchorage", {"+1 907 555 01##", "(907) 555-01##"}},
                                  {"Honolulu", 351, "Pacific/Honolulu", {"+1 808 555 01##", "(808) 555-01##"}}};

inline constexpr LegalForm legal_forms[] = {{"Inc.", 50}, {"LLC", 32}, {"Corp.", 12}, {"Co.", 6}};

inline constexpr Locale locale = {
    .id = "en_US",
    .country_code = "US",
    .country = "United States",
    .nationality = "American",
    .currency = "USD",
    .weight = 27'361,
    .languages = languages,
    .female_names = female_names,
    .male_names = male_names,
    .family_names = family_names,
    .cities = cities,
    .legal_forms = legal_forms,
    .industry_words = {"Software", "Manufacturing", "Logistics", "Retail", "Health", "Financial", "Energy",
                       "Construction", "Foods", "Consulting", "Learning", "Media", "Telecom", "Farms", "Automotive",
                       "Hotels"},
};

}  // namespace retailsim::crm::locale_data::en_us
