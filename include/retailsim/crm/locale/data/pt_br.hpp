#pragma once

#include <retailsim/crm/locale/locale.hpp>

/// People, places and companies of Brazil.
/// Given names: bearers in thousands, Instituto Brasileiro de Geografia e Estatística, Nomes no Brasil, census 2010,
/// the hundred most frequent of each sex; the source has no diacritics, they are set as the names are usually
/// written. Family names: bearers in thousands, Instituto Brasileiro de Geografia e Estatística, Nomes no Brasil,
/// census 2022, for the first ten; order and weights approximate beyond.
/// Languages: Portuguese but for some; second languages approximate (British Council, Demandas de aprendizagem de
/// inglês no Brasil, 2014). Cities: census 2022, thousands. Telephone: a subscriber's number begins with 2 to 5
/// (fixed) or 9 (mobile), none with 0 (Agência Nacional de Telecomunicações, Resolução 749/2022, numbering plan of
/// the services; libphonenumber 9.0.43 knows no valid number there either): 10,000,000 impossible numbers for each
/// area code.
namespace retailsim::crm::locale_data::pt_br {

inline constexpr Language languages[] = {{"pt", "Portuguese", 985, 900}, {"en", "English", 2, 50},
                                         {"es", "Spanish", 3, 45},       {"de", "German", 4, 2},
                                         {"it", "Italian", 2, 0},        {"ja", "Japanese", 2, 0}};

inline constexpr Name female_names[] = {
    {"Maria", 11'695}, {"Ana", 3'080},     {"Francisca", 722}, {"Antônia", 589}, {"Adriana", 566},    {"Juliana", 563},
    {"Márcia", 552},   {"Fernanda", 532},  {"Patrícia", 529},  {"Aline", 510},   {"Sandra", 479},     {"Camila", 470},
    {"Amanda", 465},   {"Bruna", 461},     {"Jéssica", 456},   {"Letícia", 434}, {"Júlia", 430},      {"Luciana", 430},
    {"Vanessa", 418},  {"Mariana", 382},   {"Gabriela", 379},  {"Vera", 376},    {"Vitória", 367},    {"Larissa", 361},
    {"Cláudia", 358},  {"Beatriz", 355},   {"Rita", 355},      {"Luana", 355},   {"Sônia", 354},      {"Renata", 345},
    {"Eliane", 342},   {"Josefa", 341},    {"Simone", 340},    {"Natália", 334}, {"Cristiane", 327},  {"Carla", 325},
    {"Débora", 313},   {"Rosângela", 310}, {"Jaqueline", 308}, {"Rosa", 306},    {"Aparecida", 303},  {"Daniela", 303},
    {"Marlene", 301},  {"Terezinha", 298}, {"Raimunda", 295},  {"Andréia", 291}, {"Fabiana", 291},    {"Lúcia", 287},
    {"Raquel", 285},   {"Ângela", 278},    {"Rafaela", 273},   {"Joana", 269},   {"Luzia", 258},      {"Elaine", 256},
    {"Regina", 252},   {"Daniele", 251},   {"Sueli", 244},     {"Daiane", 244},  {"Alessandra", 242}, {"Isabel", 239},
    {"Sara", 233},     {"Bianca", 233},    {"Flávia", 233},    {"Érica", 231},   {"Viviane", 230},    {"Silvana", 223},
    {"Priscila", 222}, {"Paula", 221},     {"Luiza", 220},     {"Tereza", 219},  {"Isabela", 216},    {"Marta", 214},
    {"Caroline", 213}, {"Janaína", 210},   {"Laura", 210},     {"Marli", 210},   {"Tatiane", 209},    {"Marina", 208},
    {"Sílvia", 204},   {"Mônica", 203},    {"Taís", 202},      {"Michele", 201}, {"Solange", 200},    {"Edna", 199},
    {"Fátima", 198},   {"Helena", 197},    {"Cristina", 192},  {"Alice", 191},   {"Carolina", 190},   {"Rosana", 190},
    {"Andressa", 185}, {"Célia", 184},     {"Valéria", 184},   {"Eliana", 182},  {"Sabrina", 179},    {"Andrea", 175},
    {"Tânia", 172},    {"Bárbara", 171},   {"Thais", 169},     {"Denise", 169}};

inline constexpr Name male_names[] = {
    {"José", 5'733},     {"João", 2'972},    {"Antônio", 2'567}, {"Francisco", 1'765}, {"Carlos", 1'483},
    {"Paulo", 1'418},    {"Pedro", 1'214},   {"Lucas", 1'117},   {"Luiz", 1'103},      {"Marcos", 1'101},
    {"Luís", 932},       {"Gabriel", 923},   {"Rafael", 815},    {"Daniel", 707},      {"Marcelo", 690},
    {"Bruno", 663},      {"Eduardo", 629},   {"Felipe", 616},    {"Raimundo", 611},    {"Rodrigo", 599},
    {"Manoel", 591},     {"Mateus", 584},    {"André", 579},     {"Fernando", 552},    {"Fábio", 546},
    {"Leonardo", 544},   {"Gustavo", 538},   {"Guilherme", 525}, {"Leandro", 506},     {"Tiago", 492},
    {"Anderson", 471},   {"Ricardo", 468},   {"Márcio", 466},    {"Jorge", 465},       {"Sebastião", 461},
    {"Alexandre", 442},  {"Roberto", 436},   {"Edson", 430},     {"Diego", 422},       {"Vítor", 420},
    {"Sérgio", 404},     {"Cláudio", 350},   {"Matheus", 348},   {"Thiago", 342},      {"Geraldo", 339},
    {"Adriano", 336},    {"Luciano", 335},   {"Júlio", 334},     {"Renato", 328},      {"Alex", 309},
    {"Vinícius", 302},   {"Rogério", 293},   {"Samuel", 291},    {"Ronaldo", 269},     {"Mário", 268},
    {"Flávio", 265},     {"Douglas", 265},   {"Igor", 265},      {"Davi", 254},        {"Manuel", 253},
    {"Jeferson", 252},   {"Cícero", 248},    {"Victor", 240},    {"Miguel", 240},      {"Robson", 235},
    {"Maurício", 235},   {"Danilo", 232},    {"Henrique", 227},  {"Caio", 226},        {"Reginaldo", 225},
    {"Joaquim", 214},    {"Benedito", 213},  {"Gilberto", 213},  {"Marco", 207},       {"Alan", 206},
    {"Nelson", 200},     {"Cristiano", 194}, {"Elias", 189},     {"Wilson", 188},      {"Valdir", 187},
    {"Emerson", 177},    {"Luan", 175},      {"David", 174},     {"Renan", 170},       {"Severino", 170},
    {"Fabrício", 167},   {"Mauro", 166},     {"Jonas", 164},     {"Gilmar", 160},      {"Jean", 158},
    {"Fabiano", 158},    {"Wesley", 156},    {"Diogo", 155},     {"Adilson", 155},     {"Jair", 151},
    {"Alessandro", 149}, {"Everton", 147},   {"Osvaldo", 147},   {"Gilson", 144},      {"Willian", 144}};

inline constexpr Name family_names[] = {
    {"Silva", 34'030},    {"Santos", 21'367},    {"Oliveira", 11'709}, {"Souza", 9'197},     {"Pereira", 6'888},
    {"Ferreira", 6'226},  {"Lima", 6'095},       {"Alves", 5'757},     {"Rodrigues", 5'429}, {"Costa", 4'861},
    {"Gomes", 4'436},     {"Ribeiro", 4'081},    {"Martins", 3'779},   {"Carvalho", 3'520},  {"Almeida", 3'295},
    {"Barbosa", 3'097},   {"Nascimento", 2'922}, {"Araújo", 2'766},    {"Lopes", 2'626},     {"Soares", 2'500},
    {"Fernandes", 2'387}, {"Vieira", 2'284},     {"Dias", 2'190},      {"Rocha", 2'104},     {"Nunes", 2'024},
    {"Andrade", 1'950},   {"Moreira", 1'882},    {"Mendes", 1'818},    {"Barros", 1'759},    {"Freitas", 1'703},
    {"Cardoso", 1'651},   {"Marques", 1'602},    {"Machado", 1'556},   {"Teixeira", 1'513},  {"Ramos", 1'472},
    {"Gonçalves", 1'433}, {"Reis", 1'396},       {"Correia", 1'362},   {"Campos", 1'328},    {"Cavalcante", 1'297},
    {"Melo", 1'267},      {"Moura", 1'238},      {"Castro", 1'211},    {"Batista", 1'185},   {"Azevedo", 1'160},
    {"Pinto", 1'136},     {"Monteiro", 1'113},   {"Miranda", 1'091},   {"Borges", 1'070},    {"Sales", 1'050},
    {"Moraes", 1'027},    {"Duarte", 1'005},     {"Medeiros", 983},    {"Cunha", 963},       {"Pires", 943},
    {"Farias", 924},      {"Nogueira", 906},     {"Bezerra", 888},     {"Xavier", 871},      {"Macedo", 855},
    {"Guimarães", 839},   {"Coelho", 824},       {"Matos", 809},       {"Figueiredo", 795},  {"Siqueira", 781},
    {"Fonseca", 767},     {"Brito", 754},        {"Tavares", 742},     {"Aguiar", 730},      {"Santana", 718},
    {"Leite", 707},       {"Rezende", 696},      {"Bastos", 685},      {"Viana", 674},       {"Queiroz", 664},
    {"Menezes", 654},     {"Magalhães", 645},    {"Assis", 635},       {"Leal", 626},        {"Coutinho", 618},
    {"Paiva", 609},       {"Neves", 601},        {"Braga", 592},       {"Vasconcelos", 584}, {"Garcia", 577},
    {"Porto", 569},       {"Dantas", 562},       {"Amaral", 555},      {"Toledo", 548},      {"Bueno", 541},
    {"Camargo", 534},     {"Chaves", 527},       {"Pacheco", 521},     {"Franco", 515},      {"Lacerda", 509},
    {"Peixoto", 503},     {"Brandão", 497},      {"Sampaio", 491},     {"Barreto", 485},     {"Mota", 480}};

inline constexpr City cities[] = {
    {"São Paulo", 11'452, "America/Sao_Paulo", {"+55 11 0### ####", "(11) 0###-####"}},
    {"Rio de Janeiro", 6'212, "America/Sao_Paulo", {"+55 21 0### ####", "(21) 0###-####"}},
    {"Brasília", 2'817, "America/Sao_Paulo", {"+55 61 0### ####", "(61) 0###-####"}},
    {"Fortaleza", 2'429, "America/Fortaleza", {"+55 85 0### ####", "(85) 0###-####"}},
    {"Salvador", 2'418, "America/Bahia", {"+55 71 0### ####", "(71) 0###-####"}},
    {"Belo Horizonte", 2'316, "America/Sao_Paulo", {"+55 31 0### ####", "(31) 0###-####"}},
    {"Manaus", 2'064, "America/Manaus", {"+55 92 0### ####", "(92) 0###-####"}},
    {"Curitiba", 1'774, "America/Sao_Paulo", {"+55 41 0### ####", "(41) 0###-####"}},
    {"Recife", 1'489, "America/Recife", {"+55 81 0### ####", "(81) 0###-####"}},
    {"Goiânia", 1'437, "America/Sao_Paulo", {"+55 62 0### ####", "(62) 0###-####"}},
    {"Porto Alegre", 1'333, "America/Sao_Paulo", {"+55 51 0### ####", "(51) 0###-####"}},
    {"Belém", 1'304, "America/Belem", {"+55 91 0### ####", "(91) 0###-####"}},
    {"Guarulhos", 1'292, "America/Sao_Paulo", {"+55 11 0### ####", "(11) 0###-####"}},
    {"Campinas", 1'139, "America/Sao_Paulo", {"+55 19 0### ####", "(19) 0###-####"}},
    {"São Luís", 1'037, "America/Fortaleza", {"+55 98 0### ####", "(98) 0###-####"}},
    {"Campo Grande", 898, "America/Campo_Grande", {"+55 67 0### ####", "(67) 0###-####"}},
    {"Natal", 751, "America/Fortaleza", {"+55 84 0### ####", "(84) 0###-####"}},
    {"Ribeirão Preto", 699, "America/Sao_Paulo", {"+55 16 0### ####", "(16) 0###-####"}},
    {"Uberlândia", 713, "America/Sao_Paulo", {"+55 34 0### ####", "(34) 0###-####"}},
    {"Cuiabá", 651, "America/Cuiaba", {"+55 65 0### ####", "(65) 0###-####"}},
    {"Joinville", 617, "America/Sao_Paulo", {"+55 47 0### ####", "(47) 0###-####"}},
    {"Florianópolis", 537, "America/Sao_Paulo", {"+55 48 0### ####", "(48) 0###-####"}},
    {"Vitória", 323, "America/Sao_Paulo", {"+55 27 0### ####", "(27) 0###-####"}},
    {"Rio Branco", 365, "America/Rio_Branco", {"+55 68 0### ####", "(68) 0###-####"}}};

inline constexpr LegalForm legal_forms[] = {{"Ltda.", 85}, {"S.A.", 15}};

inline constexpr Locale locale = {
    .id = "pt_BR",
    .country_code = "BR",
    .country = "Brazil",
    .nationality = "Brazilian",
    .currency = "BRL",
    .weight = 2'174,
    .languages = languages,
    .female_names = female_names,
    .male_names = male_names,
    .family_names = family_names,
    .cities = cities,
    .legal_forms = legal_forms,
    .industry_words = {"Software", "Indústria", "Logística", "Comércio", "Saúde", "Finanças", "Energia", "Construções",
                       "Alimentos", "Consultoria", "Educação", "Mídia", "Telecom", "Agro", "Automotiva", "Hotéis"},
};

}  // namespace retailsim::crm::locale_data::pt_br
