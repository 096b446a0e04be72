#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string_view>

/// The syllables of coined company names: a first one, inner ones and a last one. No first syllable is another's
/// beginning, inner ones have two letters and last ones three, so a word can be taken apart in one way only. The lists
/// leave out what would be, or join into, a coarse word of one of the languages or one of the best-known marks.
namespace retailsim::crm::syllables {

/// The words of a text, which has n of them with a blank between.
template <std::size_t n>
consteval std::array<std::string_view, n> split(std::string_view text) {
  std::array<std::string_view, n> words;
  for (std::string_view& word : words) {
    const std::size_t end = text.find(' ');
    word = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (word.empty()) throw std::logic_error("syllables: fewer words than said");
  }
  if (!text.empty()) throw std::logic_error("syllables: more words than said");
  return words;
}

/// One or two consonants and a vowel.
inline constexpr auto first = split<99>(
    "ba be bi bo de di do du fe fi fo ge go ke la le li lo lu me mi mo mu no pa ra re ri ro ru si so ta to ve vu ze "
    "zi zo zu bra bre bri bro bru dra dre dri dro dru fra fre fri fro fru gra gre gri gro gru kra kre kri kro kru pra "
    "pre pro pru tra tre tri tro tru bla ble bli blo blu fla fle fli flo flu gla gle gli glo glu kle kli klo klu pla "
    "ple pli plo plu sto");

/// Consonant and vowel.
inline constexpr auto inner = split<42>(
    "ba be bi bo de di do du fe fi fo fu ga ge gi gu le lo lu ma me mi mo mu no pa ra re ri ro ru si so ta te to ve "
    "vu ze zi zo zu");

/// Consonant, vowel, and a consonant or another vowel.
inline constexpr auto last = split<299>(
    "bal ban bar bas bax bam bel ben ber bes bex bem bil bin bir bis bix bim bol bon bor bos box bom bul bun bur bus "
    "bux del den der des dex dem dil din dir dis dix dim dol don dor dos dox dom dul dun dur dus dux dum fan far fas "
    "fax fam fel fen fer fes fex fem fil fin fir fis fix fim fol fon for fos fox fom ful fun fur fus fux fum gal gan "
    "gar gas gax gam gel gen ges gex gem gil gin gir gis gix gim gul gun gur gus gux gum lel len ler les lem lil lin "
    "lir lis lix lim lol lon lor los lox lom lul lun lur lus lux lum mal man mar mas max mam mel men mer mes mex mem "
    "mil min mir mis mix mim mol mon mos mox mom mul mun mur mus mux mum nan nar nas nax nam nel nen ner nes nex nem "
    "nil nin nir nix nim nol non nor nos nox nom nul nun nur nux num pal pan par pas pax pam pil pin pir pix pim pul "
    "pun pur pus pux pum sal san sar sas sax sam sel sen ser ses sem sil sin sir sis six sim sol son sor sos sox som "
    "sul sun sur sus sux sum val van var vas vax vam vel ven ver ves vex vem vil vin vir vis vix vim vol von vor vos "
    "vox vom vul vun vur vus vux vum zel zen zer zes zex zem zil zin zir zis zix zim zol zon zor zos zox zom zul zun "
    "zur zus zux zum dia dio dea lia lio lea nia nio nea sia sio sea via vio vea");

}  // namespace retailsim::crm::syllables
