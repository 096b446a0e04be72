#pragma once

#include <retailsim/crm/locale/locale.hpp>

/// People, places and companies of the United Kingdom.
/// Family names: bearers in England and Wales in thousands, Office for National Statistics, extract of the National
/// Health Service Central Register, September 2002; as published for the first ten, order and weights approximate
/// beyond. Given names: order and weights approximate, after the Office for National Statistics' Baby Names,
/// historical data, for the years 1954 to 1994, the births of today's working age.
/// Languages: Census 2021 (main language, England and Wales); second languages: Eurobarometer 386, 2012. Cities:
/// Office for National Statistics and National Records of Scotland, 2021 and 2022, thousands. Telephone: Ofcom,
/// Telephone Numbers for use in TV and radio drama programmes: 1,000 numbers for each area, 1,000 of no area (01632
/// 960000 to 960999) and 1,000 mobile (07700 900000 to 900999).
namespace retailsim::crm::locale_data::en_gb {

inline constexpr Language languages[] = {
    {"en", "English", 911, 900}, {"fr", "French", 2, 190}, {"de", "German", 1, 60}, {"es", "Spanish", 3, 60},
    {"pl", "Polish", 11, 0},     {"ro", "Romanian", 8, 0}, {"pa", "Punjabi", 5, 0}, {"ur", "Urdu", 5, 0}};

inline constexpr Name female_names[] = {
    {"Susan", 420},     {"Margaret", 368},  {"Sarah", 340},   {"Elizabeth", 322},  {"Patricia", 308},
    {"Mary", 298},      {"Christine", 289}, {"Karen", 282},   {"Helen", 276},      {"Linda", 270},
    {"Claire", 261},    {"Julie", 252},     {"Emma", 245},    {"Jacqueline", 238}, {"Rebecca", 232},
    {"Nicola", 227},    {"Catherine", 222}, {"Amanda", 217},  {"Laura", 213},      {"Alison", 209},
    {"Angela", 205},    {"Jane", 202},      {"Joanne", 199},  {"Samantha", 195},   {"Victoria", 193},
    {"Lisa", 190},      {"Jennifer", 187},  {"Carol", 185},   {"Louise", 182},     {"Michelle", 180},
    {"Sharon", 175},    {"Deborah", 170},   {"Tracey", 165},  {"Anne", 160},       {"Charlotte", 156},
    {"Katherine", 152}, {"Gemma", 148},     {"Rachel", 145},  {"Ann", 141},        {"Hannah", 138},
    {"Lucy", 135},      {"Barbara", 132},   {"Jessica", 129}, {"Janet", 126},      {"Caroline", 124},
    {"Maria", 121},     {"Amy", 119},       {"Lauren", 117},  {"Kelly", 115},      {"Lesley", 112},
    {"Sandra", 110},    {"Lorraine", 108},  {"Sophie", 107},  {"Fiona", 105},      {"Heather", 103},
    {"Kathleen", 101},  {"Gillian", 100},   {"Anna", 98},     {"Joanna", 96},      {"Wendy", 95},
    {"Debbie", 93},     {"Natalie", 91},    {"Katie", 88},    {"Ruth", 86},        {"Stephanie", 85},
    {"Zoe", 83},        {"Alexandra", 81},  {"Donna", 79},    {"Emily", 77},       {"Hayley", 76},
    {"Beverley", 74},   {"Teresa", 73},     {"Clare", 71},    {"Diane", 70},       {"Marie", 69},
    {"Leanne", 67},     {"Dawn", 66},       {"Tina", 65},     {"Georgina", 64},    {"Danielle", 62},
    {"Bethany", 61},    {"Chloe", 60},      {"Megan", 59},    {"Judith", 58},      {"Rosemary", 57},
    {"Suzanne", 56},    {"Melanie", 55},    {"Andrea", 54},   {"Kerry", 53},       {"Paula", 52},
    {"Holly", 52},      {"Abigail", 51},    {"Naomi", 50},    {"Jean", 49},        {"Hilary", 49},
    {"Vanessa", 48},    {"Lynn", 47},       {"Frances", 46},  {"Kirsty", 46},      {"Rosie", 45}};

inline constexpr Name male_names[] = {
    {"David", 680},    {"John", 580},      {"Paul", 528},    {"Michael", 494},  {"Andrew", 469},      {"Peter", 450},
    {"James", 434},    {"Robert", 421},    {"Stephen", 410}, {"Mark", 400},     {"Christopher", 375}, {"Richard", 354},
    {"Matthew", 335},  {"Ian", 318},       {"Anthony", 304}, {"William", 291},  {"Daniel", 279},      {"Thomas", 269},
    {"Simon", 259},    {"Alan", 250},      {"Kevin", 242},   {"Philip", 234},   {"Martin", 227},      {"Jonathan", 221},
    {"Gary", 215},     {"Adam", 209},      {"Steven", 204},  {"Nicholas", 199}, {"Neil", 194},        {"Graham", 190},
    {"Benjamin", 183}, {"Alexander", 176}, {"Stuart", 170},  {"Lee", 164},      {"Ryan", 159},        {"Jason", 154},
    {"Keith", 149},    {"Nigel", 144},     {"Brian", 140},   {"Colin", 136},    {"Craig", 132},       {"Joseph", 129},
    {"Darren", 125},   {"Barry", 122},     {"Luke", 119},    {"Samuel", 116},   {"Edward", 113},      {"Joshua", 110},
    {"Timothy", 108},  {"George", 105},    {"Jack", 103},    {"Roger", 100},    {"Derek", 98},        {"Wayne", 96},
    {"Dean", 94},      {"Geoffrey", 92},   {"Charles", 90},  {"Scott", 88},     {"Patrick", 87},      {"Jamie", 85},
    {"Trevor", 83},    {"Dennis", 81},     {"Shaun", 79},    {"Carl", 77},      {"Raymond", 75},      {"Russell", 73},
    {"Liam", 71},      {"Gareth", 70},     {"Kenneth", 68},  {"Ben", 67},       {"Mohammed", 65},     {"Lewis", 64},
    {"Oliver", 62},    {"Nathan", 61},     {"Aaron", 60},    {"Malcolm", 59},   {"Callum", 57},       {"Julian", 56},
    {"Adrian", 55},    {"Harry", 54},      {"Sean", 53},     {"Kieran", 52},    {"Clive", 51},        {"Terence", 50},
    {"Dominic", 49},   {"Marcus", 48},     {"Duncan", 47},   {"Justin", 46},    {"Ashley", 46},       {"Connor", 45},
    {"Ross", 44},      {"Jake", 43},       {"Bradley", 43},  {"Leslie", 42},    {"Gordon", 41},       {"Tony", 41},
    {"Damian", 40},    {"Karl", 39},       {"Gavin", 39},    {"Ronald", 38}};

inline constexpr Name family_names[] = {
    {"Smith", 653},   {"Jones", 539},     {"Williams", 380}, {"Brown", 310},    {"Taylor", 306},  {"Davies", 280},
    {"Wilson", 231},  {"Evans", 222},     {"Thomas", 220},   {"Johnson", 193},  {"Roberts", 182}, {"Walker", 173},
    {"Wright", 164},  {"Robinson", 157},  {"Thompson", 150}, {"White", 145},    {"Hughes", 139},  {"Edwards", 134},
    {"Green", 130},   {"Hall", 126},      {"Wood", 123},     {"Harris", 120},   {"Lewis", 117},   {"Martin", 114},
    {"Jackson", 112}, {"Clarke", 109},    {"Clark", 107},    {"Turner", 105},   {"Hill", 103},    {"Scott", 101},
    {"Cooper", 100},  {"Morris", 98},     {"Ward", 96},      {"Moore", 95},     {"King", 93},     {"Watson", 92},
    {"Baker", 91},    {"Harrison", 89},   {"Morgan", 88},    {"Patel", 87},     {"Young", 86},    {"Allen", 85},
    {"Mitchell", 84}, {"James", 82},      {"Anderson", 81},  {"Phillips", 81},  {"Lee", 80},      {"Bell", 79},
    {"Parker", 78},   {"Davis", 77},      {"Bennett", 76},   {"Miller", 75},    {"Cook", 74},     {"Shaw", 73},
    {"Cox", 72},      {"Richardson", 71}, {"Marshall", 70},  {"Collins", 69},   {"Carter", 68},   {"Bailey", 67},
    {"Gray", 66},     {"Kelly", 66},      {"Adams", 65},     {"Ali", 64},       {"Hussain", 63},  {"Khan", 63},
    {"Ahmed", 62},    {"Singh", 61},      {"Kaur", 61},      {"Begum", 60},     {"Murphy", 59},   {"Campbell", 59},
    {"Stewart", 58},  {"Murray", 58},     {"Graham", 57},    {"Robertson", 56}, {"Mason", 56},    {"Ellis", 55},
    {"Simpson", 55},  {"Rogers", 54},     {"Foster", 54},    {"Russell", 53},   {"Price", 53},    {"Griffiths", 52},
    {"Webb", 52},     {"Hunt", 51},       {"Holmes", 51},    {"Mills", 51},     {"Palmer", 50},   {"Stevens", 50},
    {"Lloyd", 49},    {"Fisher", 49},     {"Butler", 49},    {"Barnes", 48},    {"Knight", 48},   {"Matthews", 47},
    {"Powell", 47},   {"Owen", 47},       {"Jenkins", 46},   {"Reid", 46},      {"Kennedy", 46},  {"Gibson", 45},
    {"Hamilton", 45}, {"Wallace", 45},    {"Fletcher", 44},  {"Pearson", 44},   {"Chapman", 44},  {"Gordon", 43},
    {"Saunders", 43}, {"Ross", 43}};

inline constexpr City cities[] = {{"London", 8'800, "Europe/London", {"+44 20 7946 0###", "020 7946 0###"}},
                                  {"Birmingham", 1'145, "Europe/London", {"+44 121 496 0###", "0121 496 0###"}},
                                  {"Leeds", 812, "Europe/London", {"+44 113 496 0###", "0113 496 0###"}},
                                  {"Glasgow", 622, "Europe/London", {"+44 141 496 0###", "0141 496 0###"}},
                                  {"Sheffield", 556, "Europe/London", {"+44 114 496 0###", "0114 496 0###"}},
                                  {"Manchester", 552, "Europe/London", {"+44 161 496 0###", "0161 496 0###"}},
                                  {"Edinburgh", 514, "Europe/London", {"+44 131 496 0###", "0131 496 0###"}},
                                  {"Liverpool", 486, "Europe/London", {"+44 151 496 0###", "0151 496 0###"}},
                                  {"Bristol", 472, "Europe/London", {"+44 117 496 0###", "0117 496 0###"}},
                                  {"Leicester", 369, "Europe/London", {"+44 116 496 0###", "0116 496 0###"}},
                                  {"Cardiff", 362, "Europe/London", {"+44 29 2018 0###", "029 2018 0###"}},
                                  {"Belfast", 345, "Europe/London", {"+44 28 9649 6###", "028 9649 6###"}},
                                  {"Nottingham", 324, "Europe/London", {"+44 115 496 0###", "0115 496 0###"}},
                                  {"Newcastle upon Tyne", 300, "Europe/London", {"+44 191 498 0###", "0191 498 0###"}},
                                  {"Reading", 174, "Europe/London", {"+44 118 496 0###", "0118 496 0###"}},
                                  {"Southampton", 249, "Europe/London", {"+44 1632 960###", "01632 960###"}},
                                  {"Cambridge", 146, "Europe/London", {"+44 1632 960###", "01632 960###"}},
                                  {"York", 203, "Europe/London", {"+44 1632 960###", "01632 960###"}}};

inline constexpr PhoneBlock phones[] = {{"+44 7700 900###", "07700 900###"}};

inline constexpr LegalForm legal_forms[] = {{"Ltd", 82}, {"PLC", 6}, {"LLP", 12}};

inline constexpr Locale locale = {
    .id = "en_GB",
    .country_code = "GB",
    .country = "United Kingdom",
    .nationality = "British",
    .currency = "GBP",
    .weight = 3'340,
    .languages = languages,
    .female_names = female_names,
    .male_names = male_names,
    .family_names = family_names,
    .cities = cities,
    .phones = phones,
    .legal_forms = legal_forms,
    .industry_words = {"Software", "Engineering", "Logistics", "Retail", "Healthcare", "Finance", "Energy",
                       "Construction", "Foods", "Consulting", "Education", "Media", "Telecoms", "Farming", "Motors",
                       "Hotels"},
};

}  // namespace retailsim::crm::locale_data::en_gb
