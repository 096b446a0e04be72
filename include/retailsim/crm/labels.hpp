#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <retailsim/core/table.hpp>

/// What the codes of the CRM tables mean. Each list of labels is in the order of its enumeration.
namespace retailsim::crm {

/// Where an opportunity stands. It moves from one stage to the next, or to `lost` from any of the first four.
enum class Stage : std::uint8_t { identified, qualified, proposal, negotiation, won, lost };
inline constexpr std::size_t n_open_stages = 4;
inline const Labels stage_labels{"identified", "qualified", "proposal", "negotiation", "won", "lost"};

/// What `opportunities` shows of the stage: proposal and negotiation are qualified.
enum class Status : std::uint8_t { identified, qualified, won, lost };
inline const Labels status_labels{"identified", "qualified", "won", "lost"};

constexpr Status status_of(Stage stage) {
  switch (stage) {
    case Stage::identified:
      return Status::identified;
    case Stage::won:
      return Status::won;
    case Stage::lost:
      return Status::lost;
    default:
      return Status::qualified;
  }
}

enum class SizeClass : std::uint8_t { small, medium, enterprise };
inline constexpr std::size_t n_size_classes = 3;
inline const Labels size_labels{"small", "medium", "enterprise"};

enum class InteractionType : std::uint8_t { call, email, meeting, demo };
inline constexpr std::size_t n_interaction_types = 4;
inline const Labels interaction_labels{"call", "e-mail", "meeting", "demo"};

/// How an interaction went. `positive` is what counts as a good one.
enum class Outcome : std::uint8_t { positive, neutral, negative, no_response };
inline const Labels outcome_labels{"positive", "neutral", "negative", "no response"};

enum class LossReason : std::uint8_t { price, competitor, budget, missing_feature, priorities, no_decision };
inline constexpr std::uint8_t no_loss_reason = 255;
inline const Labels loss_labels{"price",           "competitor",       "no budget",
                                "missing feature", "other priorities", "no decision in time"};

enum class ProductCategory : std::uint8_t { software, hardware, services, consulting };
inline constexpr std::size_t n_categories = 4;
inline const Labels category_labels{"Software", "Hardware", "Services", "Consulting"};

enum class Seniority : std::uint8_t { staff, manager, director, executive };
inline const Labels seniority_labels{"staff", "manager", "director", "executive"};

inline const Labels channel_labels{"e-mail", "phone", "video call", "in person"};

inline const Labels seller_role_labels{"Account Executive", "Senior Account Executive", "Key Account Manager",
                                       "Business Development Manager", "Sales Director"};

/// What interactions speak of, beside products.
inline const Labels topic_labels{"needs",          "budget",        "timeline",       "decision process",
                                 "current system", "demo feedback", "integration",    "security",
                                 "pricing",        "discount",      "contract terms", "delivery",
                                 "training",       "references",    "competitors",    "priorities"};

/// Sellers of the same things where a configuration names no others; coined names.
inline const Labels competitor_names{"Altivane", "Borundia", "Cerrafix", "Dovantis", "Everlith", "Foxmera", "Grandolo",
                                     "Hexavolt", "Imparion", "Joltrana", "Kryonova", "Lentivar", "Mondexa"};

}  // namespace retailsim::crm
