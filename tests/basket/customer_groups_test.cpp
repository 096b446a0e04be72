#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include <retailsim/basket/customer_groups.hpp>

using namespace retailsim;

namespace {

const TraitLabels& labels() {
  static const TraitLabels some{.gender = {"female", "male", "unknown"}, .segment = {"all", "vip"}};
  return some;
}

struct People {
  std::vector<std::uint8_t> gender, segment;
  std::vector<std::int32_t> birth_date;
  std::vector<Seconds> registered_at;

  std::vector<std::uint32_t> groups(const CustomerGroups& of) const {
    std::vector<std::uint32_t> result(registered_at.size(), 99);
    of.write(result, {.first = 0,
                      .n = registered_at.size(),
                      .traits = {.gender = gender,
                                 .country = {},
                                 .channel = {},
                                 .segment = segment,
                                 .loyalty_tier = {},
                                 .city = {},
                                 .birth_date = birth_date},
                      .orders_per_year = {},
                      .registered_at = registered_at,
                      .affinity_group = {}});
    return result;
  }
};

}  // namespace

TEST_CASE("years_between: a birthday counts from its own day on", "[basket]") {
  CHECK(years_between(Date{1990, 6, 15}, Date{2020, 6, 14}) == 29);
  CHECK(years_between(Date{1990, 6, 15}, Date{2020, 6, 15}) == 30);
  CHECK(years_between(Date{1992, 2, 29}, Date{2021, 2, 28}) == 28);
  CHECK(years_between(Date{1992, 2, 29}, Date{2021, 3, 1}) == 29);
}

TEST_CASE("CustomerGroups: without sets there is one group", "[basket]") {
  const CustomerGroups groups({}, labels(), "Test");
  CHECK(groups.size() == 1);
  CHECK(groups.text(0) == "all");
  People people{.gender = {}, .segment = {}, .birth_date = {}, .registered_at = {0, 0}};
  CHECK(people.groups(groups) == std::vector<std::uint32_t>{0, 0});
}

TEST_CASE("CustomerGroups: customers are in the sets that their group is in", "[basket]") {
  const std::vector<CustomerSet> sets{
      {Trait::gender, "female"}, CustomerSet::ages(20, 40), CustomerSet::ages(30, 50), {Trait::segment, "vip"}};
  const CustomerGroups groups(sets, labels(), "Test");
  CHECK(groups.size() == 2 * 2 * 5);
  People people;
  std::vector<int> ages;
  for (std::uint8_t gender = 0; gender < 3; ++gender) {
    for (std::uint8_t segment = 0; segment < 2; ++segment) {
      for (int age = 0; age < 90; ++age) {
        people.gender.push_back(gender);
        people.segment.push_back(segment);
        people.birth_date.push_back(Date{2020 - age, 5, 1}.days);
        people.registered_at.push_back(Date{2020, 5, 1}.start() + 3600);
        ages.push_back(age);
      }
    }
  }
  const auto group = people.groups(groups);
  for (std::size_t c = 0; c < group.size(); ++c) {
    REQUIRE(group[c] < groups.size());
    CHECK(groups.contains(0, group[c]) == (people.gender[c] == 0));
    CHECK(groups.contains(1, group[c]) == (ages[c] >= 20 && ages[c] < 40));
    CHECK(groups.contains(2, group[c]) == (ages[c] >= 30 && ages[c] < 50));
    CHECK(groups.contains(3, group[c]) == (people.segment[c] == 1));
  }
  CHECK(groups.text(group[25]) == "gender female, segment other, age 20 to 29");
}

TEST_CASE("CustomerGroups: bad sets are named", "[basket]") {
  const auto make = [](std::vector<CustomerSet> sets) { return CustomerGroups(sets, labels(), "Test"); };
  CHECK_THROWS_WITH(make({{Trait::gender, "femal"}}),
                    "Test: gender must be one that the population has, got \"femal\"");
  CHECK_THROWS_WITH(make({CustomerSet::ages(-1, 5)}), "Test: age_from must be in [0, 199], got -1");
  CHECK_THROWS_WITH(make({CustomerSet::ages(30, 30)}), "Test: age_to must be in [31, 200], got 30");
  std::vector<CustomerSet> many;
  for (int age = 1; age < 190; ++age) many.push_back(CustomerSet::ages(age, age + 1));
  many.push_back({Trait::gender, "male"});
  CHECK_THROWS_WITH(make(many), "Test: number of groups of customers that the rules make must be in [1, 256], got 382");
}
