"""What people do in the wing of learning: learners, editors, trainers."""
