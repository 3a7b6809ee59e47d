# The name of a parameter leaves no room for its value.
import email.message

for name, value in (('n' * 100, 'v' * 30), ('n' * 72, 'ж' * 3), ('n' * 100000, 'v' * 10)):
    message = email.message.EmailMessage()
    message['Content-Type'] = 'text/plain; ' + name + '="' + value + '"'
    text = message.as_string()
    print(len(text.splitlines()), max(map(len, text.splitlines())), text[:40].replace('\n', '|'))
