//! Passives and what they become.

use super::super::trial::{leaves, makes};
use super::propose;

#[test]
fn passives_about_the_sender_become_active() {
    makes(
        propose,
        "LD01",
        "You moved my flight and I am upset.",
        &[
            ("Your request has been declined.", "We have declined your request."),
            ("Your comments have been forwarded to the crew.", "We have forwarded your comments to the crew."),
            (
                "A new date will be communicated once availability has been confirmed.",
                "We will communicate a new date once we have confirmed availability.",
            ),
            ("You should have been told.", "We should have told you."),
            ("Your bag was not sent, and we are sorry.", "We did not send your bag, and we are sorry."),
            ("Claim AB-204 was rejected on 3 May.", "We rejected claim AB-204 on 3 May."),
            ("The claim is being reviewed.", "We are reviewing the claim."),
            ("Order 77 cannot be refunded.", "We cannot refund order 77."),
            (
                "The lesson has been cancelled and your timetable has been amended.",
                "We have cancelled the lesson and amended your timetable.",
            ),
            ("The cheque was issued but was not handed over.", "We issued the cheque but did not hand it over."),
            ("The letter was received and is now with Mr Hale.", "The letter was received and is now with Mr Hale."),
            ("A fault has been identified and is being repaired.", "We have identified a fault and are repairing it."),
            ("A fault has been identified and is due to frost.", "We have identified a fault, and it is due to frost."),
            ("As you asked, no voucher has been issued.", "As you asked, we have not issued any voucher."),
            ("Your seat, 14C, is gone; a refund will be issued.", "Your seat, 14C, is gone; we will issue a refund."),
            ("Cases are assessed in order of receipt.", "We assess cases in order of receipt."),
            ("Any upset is sincerely regretted.", "We sincerely regret any upset."),
            ("That letter should never have been sent.", "We should never have sent that letter."),
            ("The sum was debited on 3 May and credited to us.", "We debited the sum on 3 May and credited it to us."),
            ("Reminders will no longer be sent.", "We will no longer send reminders."),
            ("The bins and the key have been removed.", "We have removed the bins and the key."),
            ("The visit on 4 May has been cancelled.", "We have cancelled the visit on 4 May."),
        ],
    );
}

#[test]
fn passives_about_the_person_speak_to_them() {
    makes(
        propose,
        "LD01",
        "How do I complain?",
        &[
            ("Form R2 must be submitted by Friday.", "You must submit form R2 by Friday."),
            ("Further guidance can be found on our page.", "You can find further guidance on our page."),
            ("A copy can be requested at the desk.", "You can request a copy at the desk."),
            ("Questions may be directed to Ms Ode.", "You may direct questions to Ms Ode."),
            ("Evidence may be furnished until 3 May.", "You may send us evidence until 3 May."),
            ("We will stop; a dispute can be raised until May.", "We will stop; you can raise a dispute until May."),
        ],
    );
}

#[test]
fn the_sender_s_own_pronoun_is_used() {
    makes(
        propose,
        "LD01",
        "Where is it?",
        &[("I lost your form. Your place was cancelled.", "I lost your form. I cancelled your place.")],
    );
}

#[test]
fn a_sentence_keeps_one_voice() {
    leaves(
        propose,
        "LD01",
        "You moved my flight and I am upset.",
        &[
            "The bag was mislaid and no tag was found.",
            "The duty is passed to the next tenant, and this has been cancelled.",
        ],
    );
}

#[test]
fn what_is_not_sure_is_left() {
    leaves(
        propose,
        "LD01",
        "I cancelled the car myself. My flat is cold.",
        &[
            "The car was cancelled on Monday.",
            "Your bag was taken by the police.",
            "A report to the police has been filed with the court.",
            "The parcel that was sent by mistake is back.",
            "Was your request declined?",
            "You were told at the gate.",
            "The suitcase is closed.",
            "Your deposit should be returned within ten days.",
            "Your table is reserved.",
            "Ottilie is now hired.",
            "Jonas was moved to the annex.",
            "The advert was deleted after being reported.",
            "The bed, the mattress and the frame were delayed.",
            "It is understood that a warning has been issued.",
            "Staff are informed and a form must be submitted by the executor.",
            "The order as well as the gift was cancelled.",
            "The limit can be raised.",
            "The posting of the rota before drivers had been contacted was a slip.",
            "The deadline was extended and the fee waived.",
            "Your pass was suspended while on holiday.",
            "Once received, your form will be reviewed.",
            "Claims must be submitted by May to be considered.",
            "The dog was examined and given an injection.",
            "Your photos have been received, reviewed and filed.",
            "The date when the visit was scheduled is past.",
            "We would hate to be rejected.",
        ],
    );
}

#[test]
fn longer_subjects_and_further_acts_are_turned() {
    makes(
        propose,
        "LD01",
        "",
        &[
            (
                "The points raised in your letter have been reviewed.",
                "We have reviewed the points raised in your letter.",
            ),
            ("Requests made by post will not be considered.", "We will not consider requests made by post."),
            ("Incomplete forms will be returned.", "We will return incomplete forms."),
            ("Coins are not accepted.", "We do not accept coins."),
            (
                "Although we know that it hurts, no compensation will be offered.",
                "Although we know that it hurts, we will not offer any compensation.",
            ),
            ("Your account has been found to be in arrears.", "We have found your account to be in arrears."),
            (
                "Bulbs are considered spare parts and as such are excluded.",
                "We consider bulbs spare parts, and as such they are excluded.",
            ),
            (
                "Once a form has been received and stamped by the clerk, a licence will be issued.",
                "Once a form has been received and stamped by the clerk, we will issue a licence.",
            ),
            (
                "Your bill has been assessed and is considered final.",
                "We have assessed your bill and consider it final.",
            ),
        ],
    );
    leaves(
        propose,
        "LD01",
        "",
        &[
            "Forms sent by post will be processed on Mondays.",
            "Any letter will be read and placed on file, but may not receive a reply.",
            "The shop has been closed since May.",
            "Discounts are offered.",
        ],
    );
}
