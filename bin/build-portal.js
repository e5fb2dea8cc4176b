#!/usr/bin/env node
import '../dist/build-portal.js'
