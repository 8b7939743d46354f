"""The investment plan: which work for which object in which year, within yearly budgets, with a proven bound."""
