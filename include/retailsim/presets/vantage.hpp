#pragma once

#include <retailsim/vantage/config.hpp>

namespace retailsim::presets {

/// A sports shop with three country sites and about 35,000 orders a year: five tables for a star schema.
///
///     vantage::Year year = vantage::simulate(presets::vantage());
inline vantage::Config vantage() {
  vantage::Config config;
  config.catalogue.series = {"Komet", "Gipfel", "Welle", "Kiesel", "Falke",
                             "Polar", "Linde",  "Ahorn", "Brise",  "Granit"};
  config.catalogue.categories = {{"Ausrüstung",
                                  0.40,
                                  0.05,
                                  {{"Bälle", {"Fußball", "Basketball", "Volleyball", "Handball"}},
                                   {"Fitness", {"Yogamatte", "Kurzhantel-Set", "Springseil", "Gymnastikball"}},
                                   {"Outdoor", {"Rucksack", "Kuppelzelt", "Schlafsack", "Trekkingstöcke"}},
                                   {"Radsport", {"Fahrradhelm", "Radflasche", "Fahrradschloss", "Standpumpe"}},
                                   {"Wintersport", {"Skibrille", "Skihelm", "Schlitten", "Langlaufstöcke"}}}},
                                 {"Bekleidung",
                                  0.35,
                                  0.20,
                                  {{"Oberteile", {"Laufshirt", "Trikot", "Kapuzenpullover", "Funktionsunterhemd"}},
                                   {"Hosen", {"Lauftights", "Wanderhose", "Radhose", "Trainingshose"}},
                                   {"Jacken", {"Regenjacke", "Softshelljacke", "Daunenjacke", "Windweste"}},
                                   {"Accessoires", {"Mütze", "Stirnband", "Handschuhe", "Sportsocken"}}}},
                                 {"Schuhe",
                                  0.25,
                                  0.30,
                                  {{"Laufschuhe", {"Straßenlaufschuh", "Trailrunningschuh", "Wettkampfschuh"}},
                                   {"Hallenschuhe", {"Handballschuh", "Badmintonschuh", "Trainingsschuh"}},
                                   {"Outdoorschuhe", {"Wanderstiefel", "Trekkingsandale", "Zustiegsschuh"}},
                                   {"Freizeitschuhe", {"Sneaker", "Badelatsche", "Winterstiefel"}}}}};
  config.demand.events = {{"Summer Sale", "07-15", "07-30", 1.5},
                          {"Black Week", "11-20", "11-27", 3.0},
                          {"Christmas", "12-01", "12-15", 1.8}};
  config.demand.shops = {{"DE", 1.0}, {"AT", 0.3}, {"CH", 0.2}};
  return config;
}

}  // namespace retailsim::presets
