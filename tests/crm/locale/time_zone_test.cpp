#include <retailsim/crm/locale/time_zone.hpp>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::crm;

namespace {

/// The system's zone of a name, while it lives.
class SystemZone {
 public:
  explicit SystemZone(std::string_view name) {
    if (const char* old = std::getenv("TZ")) old_ = old;
    set(":" + std::string(name));
  }
  ~SystemZone() { set(old_); }
  SystemZone(const SystemZone&) = delete;
  SystemZone& operator=(const SystemZone&) = delete;

  Seconds offset(Seconds utc) const {
    const auto at = static_cast<std::time_t>(utc);
    std::tm local{};
    ::localtime_r(&at, &local);
    return local.tm_gmtoff;
  }

 private:
  static void set(const std::string& name) {
    if (name.empty()) {
      ::unsetenv("TZ");
    } else {
      ::setenv("TZ", name.c_str(), 1);
    }
    ::tzset();
  }
  std::string old_;
};

constexpr Seconds at(int year, unsigned month, unsigned day, int hour, int minute = 0) {
  return Date(year, month, day).start() + hour * seconds_per_hour + minute * 60;
}

}  // namespace

TEST_CASE("time zones: offsets are those of the system, every half hour from 2014 to 2037", "[crm][locale]") {
  for (const TimeZone& zone : time_zones()) {
    INFO(zone.name);
    if (!std::filesystem::exists("/usr/share/zoneinfo/" + std::string(zone.name))) {
      WARN("no zone data of " << zone.name << " on this system: not compared");
      continue;
    }
    const SystemZone system(zone.name);
    long n_wrong = 0;
    for (Seconds utc = Date(first_zone_year, 1, 1).start(); utc < Date(2038, 1, 1).start(); utc += 1800) {
      if (utc_offset(zone, utc) != system.offset(utc)) ++n_wrong;
    }
    CHECK(n_wrong == 0);
  }
}

TEST_CASE("time zones: the second on which clocks are set", "[crm][locale]") {
  const TimeZone &berlin = time_zone("Europe/Berlin"), &chicago = time_zone("America/Chicago"),
                 &sao_paulo = time_zone("America/Sao_Paulo");
  CHECK(utc_offset(berlin, at(2024, 3, 31, 1) - 1) == 3600);
  CHECK(utc_offset(berlin, at(2024, 3, 31, 1)) == 7200);
  CHECK(utc_offset(berlin, at(2024, 10, 27, 1) - 1) == 7200);
  CHECK(utc_offset(berlin, at(2024, 10, 27, 1)) == 3600);
  CHECK(utc_offset(chicago, at(2024, 3, 10, 8) - 1) == -6 * 3600);
  CHECK(utc_offset(chicago, at(2024, 3, 10, 8)) == -5 * 3600);
  CHECK(utc_offset(chicago, at(2024, 11, 3, 7) - 1) == -5 * 3600);
  CHECK(utc_offset(chicago, at(2024, 11, 3, 7)) == -6 * 3600);
  CHECK(utc_offset(sao_paulo, at(2018, 11, 4, 3) - 1) == -3 * 3600);
  CHECK(utc_offset(sao_paulo, at(2018, 11, 4, 3)) == -2 * 3600);
  CHECK(utc_offset(sao_paulo, at(2019, 2, 17, 2)) == -3 * 3600);
  CHECK(utc_offset(sao_paulo, at(2023, 12, 25, 12)) == -3 * 3600);
  CHECK(utc_offset(time_zone("Asia/Kolkata"), at(2024, 7, 1, 0)) == 19'800);
}

TEST_CASE("time zones: outside the known years it is standard time", "[crm][locale]") {
  CHECK(utc_offset(time_zone("Europe/Paris"), at(2000, 7, 1, 12)) == 3600);
  CHECK(utc_offset(time_zone("Europe/Paris"), at(2099, 7, 1, 12)) == 7200);
  CHECK(utc_offset(time_zone("Europe/Paris"), at(2100, 7, 1, 12)) == 3600);
}

TEST_CASE("local_to_utc: back and forth, and what it makes of gap and fold", "[crm][locale]") {
  for (const TimeZone& zone : time_zones()) {
    INFO(zone.name);
    long n_wrong = 0;
    for (Seconds utc = at(2018, 1, 1, 0); utc < at(2020, 1, 1, 0); utc += 900) {
      const Seconds local = utc_to_local(zone, utc);
      const Seconds back = local_to_utc(zone, local);
      // Of two instants that clocks show alike it is the first.
      const bool fold = back == utc - seconds_per_hour && utc_to_local(zone, back) == local;
      if (back != utc && !fold) ++n_wrong;
    }
    CHECK(n_wrong == 0);
  }
  const TimeZone& berlin = time_zone("Europe/Berlin");
  CHECK(local_to_utc(berlin, at(2024, 10, 27, 2, 30)) == at(2024, 10, 27, 0, 30));
  CHECK(utc_to_local(berlin, local_to_utc(berlin, at(2024, 3, 31, 2, 30))) == at(2024, 3, 31, 3, 30));
  const TimeZone& new_york = time_zone("America/New_York");
  CHECK(utc_to_local(new_york, local_to_utc(new_york, at(2024, 3, 10, 2, 30))) == at(2024, 3, 10, 3, 30));
  CHECK(local_to_utc(new_york, at(2024, 11, 3, 1, 30)) == at(2024, 11, 3, 5, 30));
}

TEST_CASE("working_hours: of both people", "[crm][locale]") {
  const Date day(2024, 7, 3);
  const UtcInterval berlin = working_hours(time_zone("Europe/Berlin"), day);
  const UtcInterval london = working_hours(time_zone("Europe/London"), day);
  CHECK(berlin.begin == at(2024, 7, 3, 7));
  CHECK(berlin.end == at(2024, 7, 3, 15));
  CHECK(overlap(berlin, london).begin == at(2024, 7, 3, 8));
  CHECK(overlap(berlin, london).end == at(2024, 7, 3, 15));
  CHECK(overlap(berlin, working_hours(time_zone("Pacific/Honolulu"), day)).empty());
  CHECK(working_hours(time_zone("Asia/Tokyo"), day, 8 * 3600, 18 * 3600).begin == at(2024, 7, 2, 23));
}

TEST_CASE("standard_distance: minutes between standard times", "[crm][locale]") {
  CHECK(standard_distance(time_zone("Europe/London"), time_zone("America/New_York")) == 300);
  CHECK(standard_distance(time_zone("America/New_York"), time_zone("Europe/London")) == 300);
  CHECK(standard_distance(time_zone("America/New_York"), time_zone("America/Los_Angeles")) == 180);
  CHECK(standard_distance(time_zone("Asia/Kolkata"), time_zone("Asia/Tokyo")) == 210);
}

TEST_CASE("time_zone: an unknown one is refused", "[crm][locale]") {
  CHECK_THROWS_AS(time_zone("Europe/Atlantis"), std::invalid_argument);
  CHECK_THROWS_WITH(time_zone_index("CET"), contains("time_zone: name must be one of") && contains("got CET"));
}
