#pragma once

#include <retailsim/crm/locale/locale.hpp>

/// People, places and companies of France.
/// Family names: births 1891 to 1990 in thousands, Insee, Fichier des noms; as published for the first three, order
/// and weights approximate beyond. Given names: births from 1958 to 1999, in hundreds, Insee, Fichier des prénoms,
/// 2023; diacritics, which the file leaves out at times, are set as the names are usually written.
/// Languages: first languages are approximate (Ined and Insee, Trajectoires et origines, 2010); second languages:
/// Eurobarometer 386, 2012. Cities: Insee, populations légales 2021, thousands. Telephone: Arcep, décision 2018-0881,
/// numéros réservés aux œuvres audiovisuelles: 10,000 numbers in each of five zones and 10,000 mobile.
namespace retailsim::crm::locale_data::fr_fr {

inline constexpr Language languages[] = {
    {"fr", "French", 900, 900}, {"en", "English", 6, 390},   {"es", "Spanish", 8, 130}, {"de", "German", 5, 60},
    {"ar", "Arabic", 45, 0},    {"pt", "Portuguese", 15, 0}, {"it", "Italian", 6, 0}};

inline constexpr Name female_names[] = {
    {"Nathalie", 3'746},      {"Marie", 3'402},      {"Isabelle", 3'369},  {"Sylvie", 3'096},   {"Catherine", 2'574},
    {"Valérie", 2'476},       {"Sandrine", 2'390},   {"Stéphanie", 2'313}, {"Sophie", 2'203},   {"Céline", 2'174},
    {"Véronique", 2'127},     {"Christine", 2'120},  {"Aurélie", 1'702},   {"Virginie", 1'616}, {"Laurence", 1'603},
    {"Patricia", 1'577},      {"Christelle", 1'542}, {"Corinne", 1'540},   {"Julie", 1'539},    {"Anne", 1'434},
    {"Élodie", 1'434},        {"Émilie", 1'408},     {"Caroline", 1'387},  {"Florence", 1'340}, {"Audrey", 1'316},
    {"Laetitia", 1'263},      {"Delphine", 1'212},   {"Karine", 1'199},    {"Martine", 1'180},  {"Cécile", 1'152},
    {"Mélanie", 1'105},       {"Brigitte", 1'082},   {"Hélène", 1'060},    {"Laura", 1'057},    {"Françoise", 1'053},
    {"Claire", 1'027},        {"Marion", 1'017},     {"Carole", 1'011},    {"Sandra", 1'004},   {"Béatrice", 961},
    {"Camille", 954},         {"Marine", 934},       {"Sarah", 925},       {"Pauline", 924},    {"Fabienne", 922},
    {"Sabrina", 898},         {"Pascale", 881},      {"Alexandra", 833},   {"Séverine", 787},   {"Nadine", 786},
    {"Chantal", 772},         {"Vanessa", 772},      {"Dominique", 769},   {"Anaïs", 758},      {"Amandine", 756},
    {"Emmanuelle", 756},      {"Myriam", 729},       {"Sonia", 725},       {"Magali", 716},     {"Angélique", 704},
    {"Manon", 699},           {"Élisabeth", 697},    {"Charlotte", 694},   {"Mathilde", 686},   {"Lucie", 685},
    {"Agnès", 671},           {"Jessica", 637},      {"Nadia", 628},       {"Fanny", 628},      {"Amélie", 627},
    {"Jennifer", 626},        {"Léa", 607},          {"Cindy", 605},       {"Estelle", 599},    {"Laure", 596},
    {"Muriel", 591},          {"Chloé", 571},        {"Aurore", 562},      {"Sabine", 559},     {"Justine", 540},
    {"Annie", 537},           {"Morgane", 520},      {"Évelyne", 505},     {"Carine", 453},     {"Coralie", 448},
    {"Adeline", 445},         {"Frédérique", 441},   {"Aline", 440},       {"Claudine", 438},   {"Gaëlle", 436},
    {"Marie-Christine", 427}, {"Mélissa", 413},      {"Nicole", 406},      {"Lydie", 397},      {"Monique", 393},
    {"Alice", 385},           {"Michèle", 380},      {"Élise", 375},       {"Maria", 375},      {"Nadège", 367},
    {"Marina", 356},          {"Ludivine", 352},     {"Joëlle", 351},      {"Nelly", 347},      {"Juliette", 344},
    {"Géraldine", 335},       {"Murielle", 333},     {"Océane", 332},      {"Mireille", 328},   {"Maryline", 326}};

inline constexpr Name male_names[] = {
    {"Philippe", 3'705},  {"Christophe", 3'652},  {"Nicolas", 3'495},     {"Frédéric", 2'997},  {"Laurent", 2'973},
    {"Stéphane", 2'965},  {"Sébastien", 2'923},   {"David", 2'909},       {"Éric", 2'883},      {"Pascal", 2'637},
    {"Thierry", 2'579},   {"Julien", 2'567},      {"Olivier", 2'556},     {"Jean", 2'422},      {"Patrick", 2'189},
    {"Alexandre", 2'040}, {"Pierre", 1'963},      {"Vincent", 1'952},     {"Guillaume", 1'893}, {"Thomas", 1'877},
    {"Bruno", 1'814},     {"Alain", 1'770},       {"Jérôme", 1'725},      {"Franck", 1'678},    {"Michel", 1'659},
    {"Didier", 1'653},    {"Anthony", 1'491},     {"François", 1'438},    {"Romain", 1'438},    {"Christian", 1'377},
    {"Dominique", 1'348}, {"Kévin", 1'298},       {"Maxime", 1'290},      {"Cédric", 1'287},    {"Fabrice", 1'280},
    {"Marc", 1'242},      {"Arnaud", 1'220},      {"Antoine", 1'192},     {"Ludovic", 1'188},   {"Mathieu", 1'174},
    {"Sylvain", 1'160},   {"Benjamin", 1'105},    {"Emmanuel", 1'100},    {"Damien", 1'093},    {"Gilles", 1'088},
    {"Benoît", 1'067},    {"Daniel", 1'053},      {"Jérémy", 1'032},      {"Fabien", 1'018},    {"Mickaël", 1'015},
    {"Hervé", 1'005},     {"Florian", 995},       {"Jonathan", 953},      {"Xavier", 914},      {"Patrice", 905},
    {"Denis", 846},       {"Loïc", 839},          {"Cyril", 835},         {"Clément", 813},     {"Alexis", 780},
    {"Michaël", 776},     {"Quentin", 776},       {"Grégory", 748},       {"Jean-Luc", 739},    {"Yannick", 739},
    {"Bernard", 724},     {"Jean-François", 703}, {"Jean-Pierre", 700},   {"Lionel", 699},      {"Adrien", 696},
    {"Yann", 692},        {"Serge", 675},         {"Matthieu", 659},      {"Aurélien", 647},    {"Jean-Marc", 635},
    {"Joël", 627},        {"Claude", 624},        {"Paul", 592},          {"Jean-Michel", 589}, {"Florent", 585},
    {"Jacques", 584},     {"Rémi", 579},          {"Raphaël", 578},       {"Valentin", 536},    {"Yves", 536},
    {"Samuel", 525},      {"Gérard", 513},        {"Bertrand", 510},      {"Richard", 485},     {"Mohamed", 445},
    {"William", 444},     {"Jean-Claude", 444},   {"Lucas", 432},         {"Francis", 429},     {"Charles", 428},
    {"Louis", 423},       {"André", 422},         {"Jean-Philippe", 416}, {"Rémy", 410},        {"Simon", 408},
    {"Baptiste", 403},    {"Luc", 398},           {"Jordan", 396},        {"Tony", 392},        {"Hugo", 390},
    {"José", 377},        {"Dylan", 376},         {"Régis", 372},         {"Yoann", 368},       {"Gaëtan", 365}};

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
