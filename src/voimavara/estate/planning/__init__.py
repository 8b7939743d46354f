"""The investment plan: which work on which object in which year, within budgets, with a proven bound."""
