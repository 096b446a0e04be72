#include <retailsim/crm/locale/ascii_fold.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"

using namespace retailsim::crm;

TEST_CASE("ascii_fold: letters of the languages of Europe", "[crm][locale]") {
  const std::vector<std::pair<std::string, std::string>> cases = {{"Müller", "Muller"},
                                                                  {"Weiß", "Weiss"},
                                                                  {"WEIẞ", "WEISS"},
                                                                  {"José Muñoz", "Jose Munoz"},
                                                                  {"Łukasz", "Lukasz"},
                                                                  {"Żółć", "Zolc"},
                                                                  {"Ślązak", "Slazak"},
                                                                  {"Åsa Öberg", "Asa Oberg"},
                                                                  {"Søren", "Soren"},
                                                                  {"Æsir œuvre", "AEsir oeuvre"},
                                                                  {"Þór", "Thor"},
                                                                  {"Đorđe", "Dorde"},
                                                                  {"Þórður", "Thordur"},
                                                                  {"Dvořák", "Dvorak"},
                                                                  {"Škoda", "Skoda"},
                                                                  {"François", "Francois"},
                                                                  {"Conceição", "Conceicao"},
                                                                  {"Nicolò", "Nicolo"},
                                                                  {"Yılmaz", "Yilmaz"},
                                                                  {"İnci", "Inci"},
                                                                  {"Șerban Țepeș", "Serban Tepes"},
                                                                  {"L’Hôpital", "L'Hopital"},
                                                                  {"Ĳssel", "IJssel"},
                                                                  {"ŉ", "n"},
                                                                  {"plain ASCII, 123", "plain ASCII, 123"},
                                                                  {"", ""}};
  for (const auto& [text, ascii] : cases) CHECK(ascii_fold(text) == ascii);
}

TEST_CASE("ascii_fold: German umlauts as pairs of letters, others as ever", "[crm][locale]") {
  CHECK(ascii_fold("Jörg Müller-Lüdenscheidt", Umlauts::pair) == "Joerg Mueller-Luedenscheidt");
  CHECK(ascii_fold("Ärzte Öl Übung", Umlauts::pair) == "Aerzte Oel Uebung");
  CHECK(ascii_fold("René Yılmaz Weiß", Umlauts::pair) == "Rene Yilmaz Weiss");
}

TEST_CASE("ascii_fold: accents of their own are left out", "[crm][locale]") {
  CHECK(ascii_fold("Jose\u0301 Mun\u0303oz") == "Jose Munoz");
}

TEST_CASE("ascii_fold: other scripts and broken UTF-8 are refused", "[crm][locale]") {
  CHECK_THROWS_WITH(ascii_fold("佐藤"), "ascii_fold: text must be of Latin letters, got U+4F50");
  CHECK_THROWS_WITH(ascii_fold("शर्मा"), contains("got U+0936"));
  for (const std::string broken : {"\xC3", "a\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80",
                                   "\xE4\xBD", "\xF0\x80\x80\x80", "\xFF"}) {
    CHECK_THROWS_AS(ascii_fold(broken), std::invalid_argument);
  }
}

TEST_CASE("email_form: small letters and inner hyphens only", "[crm][locale]") {
  CHECK(email_form("van den Berg") == "vandenberg");
  CHECK(email_form("D'Angelo") == "dangelo");
  CHECK(email_form("Anne-Marie") == "anne-marie");
  CHECK(email_form("-Gert--Jan-") == "gert-jan");
  CHECK(email_form("Weiß") == "weiss");
  CHECK(email_form("Günther", Umlauts::pair) == "guenther");
}
