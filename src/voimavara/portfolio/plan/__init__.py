"""The investment plan, the adopted plan, and how its works stand."""
