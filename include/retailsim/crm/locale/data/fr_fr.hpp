#pragma once

#include <retailsim/crm/locale/locale.hpp>

/// People, places and companies of France.
/// Family names: births 1891 to 1990 in thousands, Insee, Fichier des noms; as published for the first three, order
/// and weights approximate beyond. Given names: order of Insee's Fichier des prénoms for births 1956 to 1996, weights
/// approximate.
/// Languages: first languages are approximate (Ined and Insee, Trajectoires et origines, 2010); second languages:
/// Eurobarometer 386, 2012. Cities: Insee, populations légales 2021, thousands. Telephone: Arcep, décision 2018-0881,
/// numéros réservés aux œuvres audiovisuelles: 10,000 numbers in each of five zones and 10,000 mobile.
namespace retailsim::crm::locale_data::fr_fr {

inline constexpr Language languages[] = {
    {"fr", "French", 900, 900}, {"en", "English", 6, 390},   {"es", "Spanish", 8, 130}, {"de", "German", 5, 60},
    {"ar", "Arabic", 45, 0},    {"pt", "Portuguese", 15, 0}, {"it", "Italian", 6, 0}};

inline constexpr Name female_names[] = {
    {"Nathalie", 380},  {"Isabelle", 331},  {"Sylvie", 305},     {"Catherine", 288},
    {"Stéphanie", 276}, {"Sandrine", 266},  {"Valérie", 258},    {"Christine", 251},
    {"Véronique", 245}, {"Céline", 240},    {"Sophie", 230},     {"Marie", 222},
    {"Martine", 215},   {"Aurélie", 208},   {"Patricia", 202},   {"Julie", 196},
    {"Françoise", 191}, {"Brigitte", 187},  {"Laurence", 182},   {"Émilie", 178},
    {"Virginie", 175},  {"Corinne", 171},   {"Christelle", 168}, {"Karine", 165},
    {"Élodie", 162},    {"Laura", 159},     {"Anne", 157},       {"Delphine", 154},
    {"Caroline", 152},  {"Florence", 150},  {"Agnès", 146},      {"Camille", 141},
    {"Nadine", 138},    {"Laetitia", 134},  {"Marion", 130},     {"Pascale", 127},
    {"Sarah", 124},     {"Muriel", 121},    {"Hélène", 118},     {"Audrey", 116},
    {"Amandine", 113},  {"Chantal", 111},   {"Cécile", 108},     {"Mélanie", 106},
    {"Dominique", 104}, {"Pauline", 102},   {"Vanessa", 100},    {"Annie", 98},
    {"Séverine", 96},   {"Mathilde", 94},   {"Anne-Marie", 93},  {"Magali", 91},
    {"Jessica", 90},    {"Michèle", 88},    {"Charlotte", 87},   {"Angélique", 85},
    {"Alexandra", 84},  {"Claire", 82},     {"Béatrice", 81},    {"Sabrina", 80},
    {"Fabienne", 78},   {"Élisabeth", 76},  {"Nicole", 75},      {"Marine", 73},
    {"Jennifer", 71},   {"Lucie", 70},      {"Monique", 68},     {"Marie-Christine", 67},
    {"Carole", 65},     {"Emmanuelle", 64}, {"Manon", 63},       {"Estelle", 61},
    {"Evelyne", 60},    {"Anaïs", 59},      {"Chloé", 58},       {"Coralie", 57},
    {"Clara", 56},      {"Mireille", 55},   {"Fatima", 54},      {"Géraldine", 53},
    {"Alice", 52},      {"Morgane", 51},    {"Elsa", 50},        {"Justine", 49},
    {"Juliette", 48},   {"Ludivine", 47},   {"Sonia", 47},       {"Sabine", 46},
    {"Maud", 45},       {"Josiane", 44},    {"Marianne", 44},    {"Gaëlle", 43},
    {"Joëlle", 42},     {"Solène", 42},     {"Noémie", 41},      {"Elisa", 40},
    {"Myriam", 40},     {"Ophélie", 39},    {"Cindy", 39},       {"Jocelyne", 38}};

inline constexpr Name male_names[] = {
    {"Philippe", 420},  {"Nicolas", 372},  {"Christophe", 346},  {"Thierry", 329},   {"Patrick", 316},
    {"Laurent", 306},   {"Alain", 298},    {"Pascal", 291},      {"Michel", 285},    {"Frédéric", 280},
    {"Éric", 268},      {"Stéphane", 258}, {"Olivier", 249},     {"David", 240},     {"Sébastien", 233},
    {"Julien", 226},    {"Bruno", 220},    {"Pierre", 214},      {"Jérôme", 209},    {"Alexandre", 204},
    {"Christian", 200}, {"Didier", 196},   {"Thomas", 192},      {"Guillaume", 188}, {"Gilles", 185},
    {"Vincent", 181},   {"Anthony", 178},  {"Jean-Pierre", 175}, {"François", 173},  {"Dominique", 170},
    {"Maxime", 165},    {"Kevin", 160},    {"Franck", 156},      {"Romain", 152},    {"Jean", 148},
    {"Antoine", 144},   {"Xavier", 140},   {"Fabrice", 137},     {"Benjamin", 134},  {"Mathieu", 131},
    {"Cédric", 128},    {"Marc", 125},     {"Arnaud", 122},      {"Jacques", 120},   {"Jonathan", 117},
    {"Serge", 115},     {"Quentin", 113},  {"Jérémy", 110},      {"Gérard", 108},    {"Bernard", 106},
    {"Ludovic", 104},   {"Florian", 103},  {"Daniel", 101},      {"Adrien", 99},     {"Clément", 97},
    {"Emmanuel", 96},   {"Fabien", 94},    {"Benoît", 93},       {"Denis", 91},      {"Hervé", 90},
    {"Mickaël", 87},    {"Alexis", 85},    {"Jean-Marc", 83},    {"Yannick", 80},    {"Damien", 78},
    {"Simon", 76},      {"Valentin", 74},  {"Samuel", 72},       {"Hugo", 70},       {"Arthur", 69},
    {"Lucas", 67},      {"Joël", 65},      {"Grégory", 64},      {"Paul", 62},       {"Louis", 61},
    {"Gaël", 59},       {"Claude", 58},    {"André", 57},        {"Jean-Luc", 55},   {"Mohamed", 54},
    {"Régis", 53},      {"Yves", 52},      {"Rémi", 51},         {"Robert", 50},     {"Cyril", 49},
    {"Sylvain", 48},    {"Jordan", 47},    {"Aurélien", 46},     {"Victor", 45},     {"Karim", 44},
    {"Théo", 43},       {"Baptiste", 42},  {"Loïc", 42},         {"Mehdi", 41},      {"Raphaël", 40},
    {"Tony", 39},       {"Gaëtan", 39},    {"Bastien", 38}};

inline constexpr Name family_names[] = {
    {"Martin", 236},   {"Bernard", 105}, {"Dubois", 96},    {"Thomas", 90},   {"Robert", 85},    {"Richard", 82},
    {"Petit", 79},     {"Durand", 77},   {"Leroy", 75},     {"Moreau", 73},   {"Simon", 71},     {"Laurent", 69},
    {"Lefebvre", 67},  {"Michel", 65},   {"Garcia", 64},    {"David", 62},    {"Bertrand", 61},  {"Roux", 60},
    {"Vincent", 59},   {"Fournier", 58}, {"Morel", 57},     {"Girard", 55},   {"André", 54},     {"Lefèvre", 53},
    {"Mercier", 52},   {"Dupont", 51},   {"Lambert", 50},   {"Bonnet", 49},   {"François", 48},  {"Martinez", 48},
    {"Legrand", 47},   {"Garnier", 46},  {"Faure", 45},     {"Rousseau", 45}, {"Blanc", 44},     {"Guérin", 43},
    {"Muller", 43},    {"Henry", 42},    {"Roussel", 42},   {"Nicolas", 41},  {"Perrin", 41},    {"Morin", 40},
    {"Mathieu", 40},   {"Clément", 39},  {"Gauthier", 39},  {"Dumont", 39},   {"Lopez", 38},     {"Fontaine", 38},
    {"Chevalier", 37}, {"Robin", 37},    {"Masson", 37},    {"Sanchez", 36},  {"Gérard", 36},    {"Nguyen", 35},
    {"Boyer", 35},     {"Denis", 35},    {"Lemaire", 34},   {"Duval", 34},    {"Joly", 34},      {"Gautier", 33},
    {"Roger", 33},     {"Roche", 33},    {"Roy", 32},       {"Noël", 32},     {"Meyer", 32},     {"Lucas", 32},
    {"Meunier", 31},   {"Jean", 31},     {"Perez", 31},     {"Marchand", 31}, {"Dufour", 30},    {"Blanchard", 30},
    {"Marie", 30},     {"Barbier", 30},  {"Brun", 29},      {"Dumas", 29},    {"Brunet", 29},    {"Schmitt", 29},
    {"Leroux", 29},    {"Colas", 28},    {"Fernandez", 28}, {"Renard", 28},   {"Arnaud", 28},    {"Rolland", 28},
    {"Caron", 27},     {"Aubert", 27},   {"Giraud", 27},    {"Leclerc", 27},  {"Vidal", 27},     {"Bourgeois", 27},
    {"Renaud", 26},    {"Lemoine", 26},  {"Picard", 26},    {"Gaillard", 26}, {"Philippe", 26},  {"Leclercq", 26},
    {"Lacroix", 25},   {"Fabre", 25},    {"Dupuis", 25},    {"Olivier", 25},  {"Rodriguez", 25}, {"Da Silva", 25},
    {"Hubert", 25},    {"Louis", 24},    {"Charles", 24},   {"Guillot", 24},  {"Rivière", 24},   {"Le Gall", 24},
    {"Guillaume", 24}, {"Adam", 24},     {"Rey", 24},       {"Moulin", 23}};

inline constexpr City cities[] = {
    {"Paris", 2'133, "Europe/Paris", {"+33 1 99 00 ## ##", "01 99 00 ## ##"}},
    {"Marseille", 873, "Europe/Paris", {"+33 4 65 71 ## ##", "04 65 71 ## ##"}},
    {"Lyon", 522, "Europe/Paris", {"+33 4 65 71 ## ##", "04 65 71 ## ##"}},
    {"Toulouse", 505, "Europe/Paris", {"+33 5 36 49 ## ##", "05 36 49 ## ##"}},
    {"Nice", 349, "Europe/Paris", {"+33 4 65 71 ## ##", "04 65 71 ## ##"}},
    {"Nantes", 323, "Europe/Paris", {"+33 2 61 91 ## ##", "02 61 91 ## ##"}},
    {"Montpellier", 303, "Europe/Paris", {"+33 4 65 71 ## ##", "04 65 71 ## ##"}},
    {"Strasbourg", 291, "Europe/Paris", {"+33 3 53 01 ## ##", "03 53 01 ## ##"}},
    {"Bordeaux", 262, "Europe/Paris", {"+33 5 36 49 ## ##", "05 36 49 ## ##"}},
    {"Lille", 237, "Europe/Paris", {"+33 3 53 01 ## ##", "03 53 01 ## ##"}},
    {"Rennes", 226, "Europe/Paris", {"+33 2 61 91 ## ##", "02 61 91 ## ##"}},
    {"Reims", 180, "Europe/Paris", {"+33 3 53 01 ## ##", "03 53 01 ## ##"}},
    {"Toulon", 180, "Europe/Paris", {"+33 4 65 71 ## ##", "04 65 71 ## ##"}},
    {"Saint-Étienne", 173, "Europe/Paris", {"+33 4 65 71 ## ##", "04 65 71 ## ##"}},
    {"Le Havre", 166, "Europe/Paris", {"+33 2 61 91 ## ##", "02 61 91 ## ##"}},
    {"Grenoble", 158, "Europe/Paris", {"+33 4 65 71 ## ##", "04 65 71 ## ##"}},
    {"Dijon", 159, "Europe/Paris", {"+33 3 53 01 ## ##", "03 53 01 ## ##"}},
    {"Angers", 157, "Europe/Paris", {"+33 2 61 91 ## ##", "02 61 91 ## ##"}},
    {"Nîmes", 148, "Europe/Paris", {"+33 4 65 71 ## ##", "04 65 71 ## ##"}},
    {"Clermont-Ferrand", 147, "Europe/Paris", {"+33 4 65 71 ## ##", "04 65 71 ## ##"}},
    {"Boulogne-Billancourt", 120, "Europe/Paris", {"+33 1 99 00 ## ##", "01 99 00 ## ##"}},
    {"Orléans", 117, "Europe/Paris", {"+33 2 61 91 ## ##", "02 61 91 ## ##"}},
    {"Metz", 121, "Europe/Paris", {"+33 3 53 01 ## ##", "03 53 01 ## ##"}},
    {"Rouen", 115, "Europe/Paris", {"+33 2 61 91 ## ##", "02 61 91 ## ##"}}};

inline constexpr PhoneBlock phones[] = {{"+33 6 39 98 ## ##", "06 39 98 ## ##"}};

inline constexpr LegalForm legal_forms[] = {{"SARL", 40}, {"SAS", 50}, {"SA", 10}};

inline constexpr Locale locale = {
    .id = "fr_FR",
    .country_code = "FR",
    .country = "France",
    .nationality = "French",
    .currency = "EUR",
    .weight = 3'031,
    .languages = languages,
    .female_names = female_names,
    .male_names = male_names,
    .family_names = family_names,
    .cities = cities,
    .phones = phones,
    .legal_forms = legal_forms,
    .industry_words = {"Logiciels", "Industrie", "Logistique", "Distribution", "Santé", "Finance", "Énergie",
                       "Construction", "Alimentation", "Conseil", "Formation", "Médias", "Télécom", "Agricole",
                       "Automobile", "Hôtels"},
};

}  // namespace retailsim::crm::locale_data::fr_fr
