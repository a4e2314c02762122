"""What people like, can and want, with how common it is. Weights are out of nothing in particular:
only their relation counts.
"""

from matcher.domain.people import Form

INTERESTS = {
    "coffee_and_cafe": 40, "current_affairs": 22, "nature": 20, "music": 20, "reading": 18,
    "gardening": 16, "crosswords": 14, "history": 12, "cooking": 12, "baking": 11,
    "watching_sport": 11, "knitting": 9, "card_games": 9, "travel": 9, "animals": 8,
    "life_stories": 8, "singing": 7, "board_games": 6,
    "theatre_cinema": 6, "museums_art": 5, "dancing": 5, "gentle_exercise": 5,
    "fishing": 4, "foraging": 4, "chess": 3, "woodwork": 3, "needlework": 3, "genealogy": 3,
    "photography": 3, "birdwatching": 2, "boules": 2, "painting_drawing": 2,
    "playing_instrument": 2,    "cars_and_engines": 2, "bingo": 2, "swimming": 2,
}  # fmt: skip
VOLUNTEER_TASKS = {
    "companionship": 30, "walking_together": 26, "befriending": 20, "coffee_and_cafe": 16,
    "accompany_healthcare": 10, "telephone_companionship": 10, "reading_aloud": 8,
    "shopping_together": 8, "digital_help": 8, "accompany_errand": 7, "homework_help": 7,
    "meeting_place_host": 6, "language_practice": 6, "outings": 6, "transport_by_car": 4,
    "conversation_group": 4, "small_repairs": 4, "visiting_dog": 3, "activity_leader": 3,
}  # fmt: skip
RECIPIENT_TASKS = {
    "companionship": 40, "walking_together": 22, "befriending": 20, "coffee_and_cafe": 18,
    "telephone_companionship": 8, "reading_aloud": 6, "shopping_together": 6, "outings": 4,
}  # fmt: skip
ERRANDS = {
    "accompany_healthcare": 6,
    "accompany_errand": 3,
    "digital_help": 3,
    "form_filling_help": 2,
}
SKILLS = {
    "listening_skills": 20, "driving_licence": 18, "own_car": 12, "care_experience": 10,
    "first_aid": 8, "computer_skills": 8, "smartphone_skills": 8, "wheelchair_handling": 4,
}  # fmt: skip
WILL_NOT = {"transport_by_car": 3, "home_visit": 2, "end_of_life_vigil": 2, "small_repairs": 2}
DISLIKES = {"bingo": 3, "watching_sport": 3, "card_games": 2, "current_affairs": 2, "crosswords": 1}
FUNCTION = {
    "hearing_loss": 9, "reduced_mobility": 8, "uses_walking_aid": 8, "tires_easily": 6,
    "vision_loss": 4, "memory_difficulties": 4, "uses_wheelchair": 2,
}  # fmt: skip
OTHER_LANGUAGES = {  # first language, when it is not Swedish
    "finnish": 5,
    "arabic": 5,
    "bosnian_croatian_serbian": 2,
    "persian_dari": 2,
}
RECIPIENT_FORMS = {
    (Form.HOME,): 30, (Form.HOME, Form.OUT): 40, (Form.OUT,): 12, (Form.HOME, Form.PHONE): 8,
    (Form.PHONE,): 6, (Form.GROUP, Form.OUT): 4,
}  # fmt: skip
VOLUNTEER_FORMS = {
    (Form.HOME, Form.OUT): 44, (Form.OUT,): 16, (Form.HOME, Form.OUT, Form.PHONE): 14,
    (Form.OUT, Form.GROUP): 12, (Form.PHONE,): 6, (Form.HOME,): 8,
}  # fmt: skip
BACKGROUNDS = (
    "lärare", "sjuksköterska", "pappersbruket", "järnvägen", "Tornedalen", "jordbruk", "sömmerska",
    "sjöman", "skogen", "brevbärare", "posten", "Stockholm", "Dalarna", "bibliotek", "bagare",
)  # fmt: skip
