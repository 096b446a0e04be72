#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string_view>

/// The syllables of coined company names. Every first one is none's beginning, and the inner ones have two letters, so
/// a word can be taken apart in one way only; lists leave out what would be, or join into, a coarse word of one of the
/// languages or a well-known mark.
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

/// Consonants, vowel, consonant.
inline constexpr auto first = split<609>(
    "bal ban bar bam bel ben ber bes bem bil bin bir bis bim bol bon bor bos bul bur bus dal dan dar dam del den "
    "der des dem din dir dis dim dol don dor dos dom dul dun dur dus dum fal fan fam fel fen fes fem fil fin fir "
    "fis fim fol fon for fos fom ful fun fur fus fum gal gar gam gel gen ger ges gem gil gin gir gis gim gol gon "
    "gor gos gom gul gun gur gus gum kal kan kar kam kel ken ker kes kem kin kir kis kim kol kon kor kos kom kul "
    "kun kus kum lal lan lar lam lel len ler les lem lil lin lir lis lim lol lon lor los lom lul lur lus lum mal "
    "man mar mam mel men mes mem mil min mir mis mim mol mos mom mul mun mur mus mum nal nan nar nam nel nen ner "
    "nes nem nil nin nir nis nim nol non nor nos nom nul nun nur nus num pal pan par pam pel pen per pes pem pil "
    "pin pir pim pol pon pos pom pul pun pur pum ral rar ram rel ren rer res rem ril rin rir ris rim rol ron ror "
    "ros rom rul run rur rus rum sal san sar sam sel sen ser ses sem sil sin sir sis sim sol son sor sos som sul "
    "sun sur sus sum tal tan tam tel ten tes tem til tin tir tis tim tol ton tor tos tom tul tun tus tum val van "
    "var vam vel ven ver ves vem vil vin vir vis vim von vor vos vom vun vur vus vum zal zan zar zam zel zen zer "
    "zes zem zil zin zir zis zim zol zon zos zom zul zun zur zus zum bral brar bram brel bren brer bres brem bril "
    "brin brir bris brim brol bron bror bros brom brul brun brur brus brum dral drar dram drel dren drer dres drem "
    "dril drin drir dris drim drol dron dror dros drom drul drun drur drus drum fral frar fram frel fren frer fres "
    "frem fril frin frir fris frim frol fron fror fros from frul frun frur frus frum gral grar gram grel gren grer "
    "gres grem gril grin grir gris grim grol gron gror gros grom grul grun grur grus grum kral krar kram krel kren "
    "krer kres krem kril krin krir kris krim krol kron kror kros krom krul krun krur krus krum pral prar pram prel "
    "pren prer pres prem pril prin prir pris prim prol pron pror pros prom prul prun prur prus prum tral trar tram "
    "trel tren trer tres trem tril trin trir tris trim trol tron tror tros trom trul trun trur trus trum blal blan "
    "blar blam blel blen bler bles blem blil blin blir blis blim blol blon blor blos blom blul blur blus blum flal "
    "flan flar flam flel flen fler fles flem flil flin flir flis flim flol flon flor flos flom flul flur flus flum "
    "glal glan glar glam glel glen gler gles glem glil glin glir glis glim glol glon glor glos glom glul glur glus "
    "glum klal klar klam klel klen kler kles klem klil klin klir klis klim klol klon klor klos klom klul klur klus "
    "klum plal plan plar plam plel plen pler ples plem plil plin plir plis plim plol plon plor plos plom plul plur "
    "plus plum stal stan stam stel sten stes stem stil stin stir stis stim stol ston stor stos stom stul stun stus "
    "stum");

/// Consonant and vowel.
inline constexpr auto second = split<52>(
    "ba be bi bo de di do du fe fi fo ga ge gi go gu ke ki la le li lo ma me mi mo mu na no pa po ra re ri ro ru si "
    "so su ta te to tu ve vi vo vu za ze zi zo zu");

/// Consonant and vowel.
inline constexpr auto third = split<52>(
    "ba be bi bo de di do du fe fi fo fu ga ge gi go gu ka ko ku la le lo lu ma me mi mo mu no pa ra re ri ro ru sa "
    "si so su ta te to tu va ve vi vo vu ze zo zu");

/// Consonants, vowel, consonant.
inline constexpr auto last = split<766>(
    "bal ban bar bas bax bam bat bad bak bel ben ber bes bex bem bet bed bek bil bin bir bis bix bim bit bid bik "
    "bol bon bor bos box bom bot bod bok bul bun bur bus bux but bud buk dal dan das dax dam dat dad dak dul dun "
    "dur dus dux dum dut dud duk fal fan far fas fax fam fat fad fak fel fen fer fes fex fem fet fed fek fil fin "
    "fir fis fix fim fit fid fik fol fon for fos fox fom fot fod fok ful fun fur fus fux fum fut fud gal gan gar "
    "gas gax gam gat gad gak gel gen ger ges gex gem get ged gek gil gir gis gix gim git gid gik gol gon gor gos "
    "gox gom got god gok gul gun gur gus gux gum gut gud guk lal lan lar las lax lam lat lad lak lel len ler les "
    "lem let led lek lil lin lir lis lix lim lit lid lik lol lon lor los lox lom lot lod lok lul lun lur lus lux "
    "lum lud luk mal man mar mas max mam mat mad mak mel men mer mes mex mem met med mek mil min mir mis mix mim "
    "mit mid mik mol mon mor mos mox mom mot mod mok mul mun mur mus mux mum mut mud muk nan nar nas nax nam nat "
    "nad nak nel nen ner nes nex nem net ned nek nil nin nir nix nim nit nid nik nol non nor nos nox nom not nod "
    "nok nul nun nur nux num nut nuk pal pan par pas pax pam pat pad pak pil pin pir pix pim pit pid pul pun pur "
    "pus pux pum put pud puk ral ran rar ras rax ram rat rad rak rel ren rer res rex rem ret red rek ril rin rir "
    "ris rix rim rit rid rik rol ron ror ros rox rom rot rod rok rul run rur rus rux rum rut rud ruk sal san sar "
    "sas sax sam sat sad sak sil sin sir sis six sim sit sid sik sol son sor sos sox som sot sod sok sul sun sur "
    "sus sux sum sut sud suk tal tar tas tax tam tat tad tak tel ten ter tes tex tem tet ted tek til tin tir tis "
    "tix tim tid tik tol ton tor tos tox tom tot tod tok tul tun tur tus tux tum tut tud tuk val van var vas vax "
    "vam vat vad vak vel ven ver ves vex vem vet ved vek vil vin vir vis vix vim vit vid vik vol von vor vos vox "
    "vom vot vod vok vul vun vur vus vux vum vut vud vuk zel zen zer zes zex zem zet zed zek zol zon zor zos zox "
    "zom zot zod zok zul zun zur zus zux zum zut zud zuk dral dran drar dras drax dram drat drad drak drel dren "
    "drer dres drex drem dret dred drek dril drin drir dris drix drim drit drid drik drol dron dror dros drox drom "
    "drot drod drok drul drun drur drus drux drum drut drud druk tral tran trar tras trax tram trat trad trak trel "
    "tren trer tres trex trem tret tred trek tril trin trir tris trix trim trit trid trik trol tror tros trox trom "
    "trot trod trok trul trun trur trus trux trum trut trud truk bral bran brar bras brax bram brat brad brak brel "
    "bren brer bres brex brem bret bred brek bril brin brir bris brix brim brit brid brik brol bron bror bros brox "
    "brom brot brod brok brul brun brur brus brux brum brut brud bruk gral gran grar gras grax gram grat grad grak "
    "grel gren grer gres grex grem gret gred grek gril grin grir gris grix grim grit grid grik grol gron gror gros "
    "grox grom grot grod grok grul grun grur grus grux grum grut grud gruk stal stan star stas stax stam stat stad "
    "stak stel sten ster stes stex stem stet sted stek stil stin stir stis stix stim stid stik stol ston stor stos "
    "stox stom stot stod stok stul stun stur stus stux stum stut stud stuk pral pran prar pras prax pram prat prad "
    "prak prel pren prer pres prex prem pret pred prek pril prin prir pris prix prim prit prid prol pron pror pros "
    "prox prom prot prod prok prul prun prur prus prux prum prut prud pruk");

}  // namespace retailsim::crm::syllables
