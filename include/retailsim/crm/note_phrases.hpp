#pragma once

#include <array>
#include <string_view>
#include <vector>

/// The sentences that notes and next steps are made of. `$` and a letter is a slot:
///
/// | slot | stands for                                | slot | stands for                          |
/// |------|-------------------------------------------|------|-------------------------------------|
/// | `$C` | the contact's name                        | `$W` | a number of weeks, 2 to 9           |
/// | `$G` | the contact's given name                  | `$N` | people of the company, or things    |
/// | `$P` | the product of the first line             | `$M` | a per cent, 3 to 27                 |
/// | `$O` | another product of the opportunity        | `$D` | the weekday of the next step        |
/// | `$K` | the first word of the company's name      | `$R` | a competitor of the opportunity     |
/// | `$T` | what was talked about first               | `$S` | a few of the company's people       |
namespace retailsim::crm::phrases {

using Phrases = std::vector<std::string_view>;

/// How it began, by type of interaction: call, e-mail, meeting, demo.
inline const std::array<Phrases, 4> openings{{
    {"Call with $C.", "Spoke to $C on the phone.", "$C took the call at once.", "$C called us.", "Phoned $C as agreed.",
     "Short call with $C of $K.", "Long call with $C.", "Caught $C between two meetings.", "$G had time for a call.",
     "Call with $C and a colleague.", "Scheduled call with $C.", "$C rang with questions."},
    {"E-mail to $C.", "Wrote to $C with the details.", "$C answered by e-mail.", "E-mail from $C of $K.",
     "Sent $C the material.", "Exchange of e-mails with $C.", "$G wrote to us.", "Mailed $C a summary.",
     "Answered the questions of $C in writing.", "Sent an update to $C.", "$C forwarded our e-mail inside $K.",
     "Wrote to $C with an overview."},
    {"Meeting with $C.", "Met $C and $S colleagues.", "Meeting at $K with $C.", "$C invited us to a meeting.",
     "Video meeting with $C and the team.", "Meeting on site with $C.", "Working session with $C.",
     "Met $C; $N people from $K joined.", "Meeting with $C about $P.", "$G had prepared the meeting well.",
     "Met $C together with the project team.", "Review meeting with $C."},
    {"Demo of $P for $C.", "Showed $P to $C and $N users.", "Live demo for $C.", "Demo with data of $K.",
     "$C saw $P at work.", "Walked $C through $P.", "Demo of $P; $N people from $K watched.",
     "Demo of $P for $C and purchasing.", "Showed $C the newest version of $P.", "Demo for $C and the users.",
     "$G tried $P under our guidance.", "Demo of $P and its reports for $C."},
}};

/// How it began where nobody answered.
inline const std::array<Phrases, 4> unanswered{{
    {"Called $C, no answer.", "Left a message for $C.", "$C could not be reached.", "Tried $C twice today.",
     "Only reached the voicemail of $C.", "The office of $K said $C was travelling.", "Call to $C was not taken.",
     "No luck calling $C."},
    {"E-mail to $C, no reply yet.", "$C has not answered our e-mail.", "Out-of-office note from $C.",
     "Note to $C, silence so far.", "Wrote to $C, no reaction.", "No word from $C on our e-mail.",
     "Sent $C a short note; nothing came back.", "$C reads our e-mails and does not reply."},
    {"$C did not come to the meeting.", "Meeting with $C was called off.", "$C asked for another date at short notice.",
     "Nobody from $K joined the meeting.", "$C missed the meeting.", "Waited for $C in vain.",
     "Meeting with $C did not take place.", "$G forgot the meeting."},
    {"Demo of $P without an audience.", "$C did not join the demo.", "Demo was cancelled by $K at short notice.",
     "Nobody came to the demo of $P.", "$C could not make the demo.", "Demo for $C has to be set up again.",
     "$G sent apologies minutes before the demo.", "Demo of $P fell through."},
}};

/// How it went: positive, neutral, negative, no response.
inline const std::array<Phrases, 4> outcomes{{
    {"Very open, sees clear value for $K.", "$G likes $P a lot.", "Good mood, many questions.", "Wants to go ahead.",
     "$C will speak for us inside $K.", "They see savings of about $M per cent.", "Strong interest, also in $O.",
     "$G called it the best offer so far.", "The team of $N is on our side.", "Big step forward.",
     "Convinced by the references.", "Asked how soon $P could be live.", "$C confirmed that it is a priority.",
     "All open points are settled."},
    {"Polite, nothing decided.", "Took note of everything.", "Neither for nor against so far.",
     "$G needs to ask colleagues.", "Interest is there, urgency is not.", "They compare $W offers.",
     "Wants to think about it for $W weeks.", "Hard to read.", "We exchanged facts, no commitment.",
     "$C stays in touch.", "Asked for more material on $P.", "No news on their side.", "A routine talk.",
     "$G listened more than spoke."},
    {"Sceptical, and said so.", "$G sees no need for $P now.", "Unhappy with the terms.", "Doubts that $P fits $K.",
     "Cooler than we had hoped.", "They think we are $M per cent too expensive.", "$C has been told to save.",
     "Others at $K are against it.", "Annoyed about slow answers.", "The talk went in circles.",
     "$G questions the effort of $W weeks.", "Other projects come first.",
     "A bad experience with a supplier weighs on $G.", "Not convinced by what we showed."},
    {"Will try again on $D.", "They seem busy with other things.", "$K is busy with other work.",
     "Assistant promised to pass it on.", "No alarm yet.", "Bad timing, it seems.", "Must find another way in.",
     "Wanted to talk about $T.", "Left a word about $P.", "The question of $T stays open.",
     "Offered $D and the day after.", "No sign of what is wrong.", "Asked for $N minutes only.",
     "Travel may be the reason."},
}};

/// What was said on one topic: in any mood, and what only a good or a bad talk brings.
struct TopicPhrases {
  Phrases any, good, bad;
};

/// By topic, in the order of `topic_labels`.
inline const std::array<TopicPhrases, 16> topics{{
    {{"They need $P for $N people.", "Main need: less manual work in $W teams.", "$K wants one system in place of $W.",
      "$G described the process in detail."},
     {"Needs are clear now, $P covers most.", "$P does what their $N users miss."},
     {"Their needs have changed, $P covers less.", "$G misses $W things in $P."}},
    {{"Budget for $N licences or days was mentioned.", "$G has to ask for the budget.",
      "The budget depends on the business case.", "Budgets are made in $W weeks."},
     {"Budget for $N licences or days is planned.", "The budget is approved."},
     {"Budget must be cut by $M per cent.", "There is no budget for $P before $W months."}},
    {{"Timeline: decision in $W weeks.", "They plan $W weeks for the rollout.", "$P is to be live in $N weeks.",
      "The project has $W phases."},
     {"They want to start in $W weeks.", "The start in $W weeks is fixed."},
     {"Start slips by $W weeks.", "No hurry before the next $W weeks are over."}},
    {{"$S people decide together.", "The board decides in $W weeks.", "Purchasing joins the next round.",
      "Three departments must agree, $N users vote."},
     {"$G decides alone up to a limit.", "$S of the deciders are for $P."},
     {"The board has put it off by $W weeks.", "$S of the deciders are against $P."}},
    {{"The current system is $W years old.", "$N spreadsheets are in use today.",
      "They keep the old system beside $P at first.", "The old system runs for $W more months."},
     {"The old system ends in $W weeks.", "Current costs are $M per cent above plan: a case for $P."},
     {"They may keep the old system $W more years.", "The old system was renewed for $N months."}},
    {{"$P was tried with $N of their records.", "They asked to see $O next.", "$G noted $W open questions on $P.",
      "The test users were $N of $K's team."},
     {"$P was quick with their $N records.", "The reports of $P were liked most."},
     {"$G missed $W views in $P.", "$M per cent of the test cases failed."}},
    {{"$P has to work with $W other systems.", "Integration needs $W weeks by our estimate.",
      "$G wants to test the integration first.", "Data of $N sites must flow into $P."},
     {"The interface of $P suits their team of $N.", "The integration was tested without a hitch."},
     {"Integration of $P is harder than thought: $W weeks more.", "$W of their systems do not fit $P."}},
    {{"Security sent $N questions.", "They want $P to pass their own audit.", "Data must stay in the country.",
      "The security team needs $W weeks."},
     {"$P has passed their audit.", "Security is fine with $P."},
     {"Security raised $W objections to $P.", "Their audit of $P found $W gaps."}},
    {{"Pricing by user suits $K.", "$G asked for the price of $N more.", "They want one price for $P and $O.",
      "The price list was discussed line by line."},
     {"The price of $P is within their plan.", "$G called the price of $P fair."},
     {"Price of $P is $M per cent above their plan.", "$G wants $M per cent off before anything else."}},
    {{"They ask for $M per cent off.", "A discount for $N units is on the table.",
      "We offered the next tier at $N units.", "$G compares tiers of $P and $O."},
     {"$M per cent would settle it, says $G.", "The discount for $N units is agreed."},
     {"No discount we have is enough, $M per cent is missing.", "$G finds $M per cent too little."}},
    {{"Contract: a term of $N months is wanted.", "Legal returned $N comments.", "The notice period is still open.",
      "Payment within $W weeks was discussed."},
     {"Payment within $W weeks was agreed.", "Legal is fine with the contract."},
     {"$G wants a way out after $N months.", "Legal refuses $W of our clauses."}},
    {{"They need $N pieces at once, the rest later.", "Delivery of $P to $N sites.",
      "$G wants $P and $O on the same day.", "Delivery takes $W weeks."},
     {"Delivery in $W weeks is fine.", "$N sites can take delivery at once."},
     {"Delivery in $W weeks is too late.", "$N sites have no room before $W weeks."}},
    {{"Training for $N people is asked for.", "$N key users come first.", "Training on site in $W weeks.",
      "$G prefers remote sessions."},
     {"$N people signed up for training.", "The trial lesson for $N users went well."},
     {"There is no time to train $N people.", "The users fear $W weeks of training."}},
    {{"Sent $W references of the same industry.", "$G will call a reference.", "They know a user of $P.",
      "References for $O are wanted too."},
     {"A reference spoke well of $P.", "$W references convinced $G."},
     {"A reference had doubts about $P.", "None of $W references is of their size."}},
    {{"$R is in the race too.", "$G saw a demo of $R.", "They compare $P with $R on $N points.",
      "$R has made an offer."},
     {"$R cannot do what $P does.", "They doubt the support of $R."},
     {"$R is $M per cent cheaper.", "$R is ahead on $W points, says $G."}},
    {{"This is number $W on their list.", "Priorities are set in $W weeks.", "The project competes with $W others.",
      "New management looks at all projects in $W weeks."},
     {"$P is among the first $W projects of the year.", "$C confirmed that it comes first."},
     {"$W other projects come before it.", "$G has the time for it, the team has not."}},
}};

/// How it ended, by outcome.
inline const std::array<Phrases, 4> closings{{
    {"Moving on.", "We keep the pace.", "Next talk on $D.", "$G will bring in $S colleagues.", "Good chance, I think.",
     "$G asked for a summary in writing.", "We agreed on $D.", "Answer expected soon.", "Will send a summary on $D.",
     "A pleasure to work with $G."},
    {"Let us see.", "Will check in again.", "I keep it warm.", "Next contact on $D.", "No change in the plan.",
     "$G will report back.", "Will add facts on $P.", "Needs a reason to act.", "To be continued on $D.",
     "Asked for $N minutes next time."},
    {"Difficult.", "Need a new angle.", "Will ask our expert on $P.", "Have to win back $G.", "Risk is up.",
     "Perhaps better later in the year.", "Will talk to others at $K.", "Must answer by $D.", "Offer has to change.",
     "Not lost yet."},
    {"Next try on $D.", "Will write instead.", "Will ask for another contact at $K.", "Patience.",
     "Try at another hour.", "Next attempt by phone.", "Keep trying.", "Set a reminder for $D.",
     "Will go through purchasing.", "Gave it some time."},
}};

/// What comes next, by stage, after an answer.
inline const std::array<Phrases, 4> next_steps{{
    {"Send $C an introduction to $P", "Qualify budget and needs with $C", "Call $C about the decision process",
     "Book a first meeting with $C", "Find out who else at $K decides", "Send $G two references"},
    {"Prepare a demo of $P for $C", "Send $C the answers on $T", "Meet the users of $K",
     "Draft the business case with $C", "Check the integration of $P with $K's systems",
     "Invite $C and colleagues to a workshop"},
    {"Send $C the revised offer for $P", "Walk $C through the offer", "Clarify $T with $C",
     "Get the technical approval for $P", "Add $O to the offer for $K", "Agree on the decision date with $C"},
    {"Send the contract to $C", "Settle $T with $C and purchasing", "Get the discount for $P approved",
     "Plan the delivery of $P with $C", "Ask $C for the order", "Close the last legal points with $K"},
}};

/// After a bad talk, and where nobody answered.
inline const Phrases after_negative{"Ask $C what would change the picture",
                                    "Bring in an expert on $P",
                                    "Review the offer for $K",
                                    "Look for another sponsor at $K",
                                    "Answer the objections of $C in writing",
                                    "Give $C a call in some weeks"};
inline const Phrases after_silence{"Call $C",
                                   "Write to $C in short",
                                   "Reach $C through a colleague",
                                   "Try another contact at $K",
                                   "Send $C a short reminder about $P",
                                   "Propose new dates to $C"};

}  // namespace retailsim::crm::phrases
