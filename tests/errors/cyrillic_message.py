# SPDX-License-Identifier: MIT
имя = 'Анна'
raise ValueError(f'ошибка: {имя}')  # error: ValueError: ошибка: Анна
